import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor, Role } from '../../engine/commands/command.ts';
import type { CaseCommandName } from '../../engine/commands/index.ts';
import { CASE_COMMANDS } from '../../engine/commands/index.ts';
import { standingFor } from '../../engine/commands/notices/urge-standing.ts';
import type { InstanceState, Task } from '../../engine/core/state.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { allowedActions } from '../../engine/tasks/allowed-actions.ts';
import { TASK_VERBS, type TaskVerb } from '../../engine/tasks/verbs.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk } from './desk.ts';

const PEOPLE = ['wang', 'li', 'zhao', 'sun'] as const;
const GROUPS = ['window', 'review'] as const;

const someone = fc.constantFrom(...PEOPLE);
const maybe = fc.option(someone, { nil: null });

const actors: fc.Arbitrary<Actor> = fc.record({
  id: someone,
  roles: fc.subarray<Role>(['admin', 'manager', 'clerk', 'applicant', 'system', 'worker']),
  groups: fc.subarray([...GROUPS]),
  department: fc.constant(null),
});

const positions = fc.oneof(
  fc
    .constantFrom('offered', 'claimed', 'working', 'delegated', 'awaitingSupplement', 'inProcedure', 'handedOn')
    .map((state) => ({ state }) as Pick<Task, 'state'>),
  fc
    .constantFrom('offered', 'claimed', 'working', 'delegated')
    .map((heldFrom) => ({ state: 'held', heldFrom }) as Pick<Task, 'state' | 'heldFrom'>),
);

const people = fc.record({
  assignee: maybe,
  owner: maybe,
  candidateUsers: fc.subarray([...PEOPLE]),
  candidateGroups: fc.subarray([...GROUPS]),
});

/** Refused for what the task, the model and the actor are, and not for what else the verb needs. */
const BY_RIGHT: ReadonlySet<string> = new Set([
  'action-not-allowed',
  'action-switched-off',
  'case-not-active',
  'decision-power',
  'round-missing',
  'task-state-conflict',
]);

const INPUTS: Partial<Readonly<Record<TaskVerb, object>>> = {
  transfer: { to: 'somebody else' },
  delegate: { to: 'somebody else' },
  comment: { comment: 'hm' },
  copy: { users: ['somebody else'] },
  'add-signer': { users: ['somebody else'], kind: 'before' },
  correct: { changes: [{ field: 'f', value: 1 }], initials: 'w' },
  'request-supplement': { checks: [{ material: 'm', result: 'missing', reason: 'r' }] },
  supplement: { materials: ['m'] },
  'decline-acceptance': { reason: 'not-needed' },
  'accept-tolerantly': { promised: ['m'] },
  'start-special-procedure': { kind: 'hearing', days: 1 },
  'apply-suspension': { reason: 'r', until: 0 },
  'hand-on': { organ: 'o', after: 'end', reason: 'r' },
  'issue-document': { kind: 'acceptance' },
};

describe('allowedActions', () => {
  let graph: ProcessGraph;
  let desk: Desk;

  before(async () => {
    graph = await graphOf(
      `<startEvent id="start"/><userTask id="before"/><userTask id="review"/><endEvent id="end"/>${flows('start before review end')}`,
      { attributes: 'tb:owners="sun,review"' },
    );
    desk = new Desk({ graphs: [graph] });
    desk.start();
    desk.complete('before', ADMIN);
  });

  it('should list exactly the verbs that the commands accept', () => {
    fc.assert(
      fc.property(
        actors,
        fc.tuple(positions, people),
        fc.record({
          operations: fc.option(fc.subarray([...TASK_VERBS]), { nil: null }),
          deciders: fc.subarray(['wang', 'review', 'manager']),
          suspended: fc.boolean(),
        }),
        (actor, [position, who], { operations, deciders, suspended }) => {
          const task: Task = { ...desk.task('review'), ...who, ...position };
          const node = graph.nodes[task.node];
          if (!node?.user) throw new Error('Expected a user task.');
          const limited = { ...node, user: { ...node.user, operations, deciders } };
          const definition = {
            ...desk.first,
            graph: { ...graph, nodes: graph.nodes.map((one) => (one === node ? limited : one)) },
          };
          const state: InstanceState = {
            ...desk.state,
            tasks: { [task.id]: task },
            status: suspended ? 'suspended' : 'active',
          };
          const context = {
            ...desk.context(actor),
            definitions: { byId: () => definition, resolve: () => definition, decision: () => undefined },
          };

          const shown = allowedActions(actor, {
            task,
            node: limited,
            owners: graph.owners,
            suspended,
            isAwaiting: standingFor(state, task, context) !== null,
          });

          const accepted = TASK_VERBS.filter((verb) => {
            const name = `${verb}-task` as CaseCommandName;
            const result = CASE_COMMANDS[name].decide(state, { taskId: task.id, ...INPUTS[verb] } as never, context);
            return result.ok || !BY_RIGHT.has(result.failure.code);
          });
          expect(shown).to.deep.equal(accepted);
        },
      ),
      { numRuns: 400, verbose: 1 },
    );
  });

  it('should offer nothing on a task of a suspended case', () => {
    const task = desk.task('review');
    const node = graph.nodes[task.node];
    if (!node) throw new Error('Expected a node.');

    expect(allowedActions(ADMIN, { task, node, owners: [], suspended: true })).to.deep.equal([]);
    expect(allowedActions(ADMIN, { task, node, owners: [], suspended: false })).to.deep.equal([
      'claim',
      'complete',
      'reject',
      'return',
      'transfer',
      'suspend',
      'comment',
      'save-draft',
      'copy',
      'urge',
    ]);
  });
});
