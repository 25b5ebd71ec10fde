import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor } from '../../engine/commands/command.ts';
import type { CaseCommandName } from '../../engine/commands/index.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';

const PEOPLE: readonly Actor[] = [ADMIN, ...['a', 'b', 'c', 'd'].map((id) => person(id, { groups: ['office'] }))];

const task = (id: string): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment groups="office"/></extensionElements></userTask>`;

const tasks = (...ids: string[]): string => ids.map(task).join('');

/** Where returns can go wrong. */
const MODELS = {
  'nested branches in a loop': `<startEvent id="start"/>${tasks('accept', 'a', 'a2', 'b', 'c', 'c2', 'check', 'sign')}
    <exclusiveGateway id="again"/><parallelGateway id="split"/><parallelGateway id="inner"/><parallelGateway id="innerJoin"/>
    <parallelGateway id="join"/><exclusiveGateway id="decide" default="decide_sign"/><endEvent id="end"/>
    ${flows('start accept again split a a2 join check decide sign end', 'split inner b innerJoin join', 'inner c c2 innerJoin')}
    ${flowIf('decide', 'again', 'outcome = "again"')}`,
  'a way around inside a branch, in a loop': `<startEvent id="start"/>${tasks('accept', 'a', 'a2', 'b', 'check')}
    <exclusiveGateway id="again"/><parallelGateway id="split"/><exclusiveGateway id="skip" default="skip_merge"/>
    <exclusiveGateway id="merge"/><parallelGateway id="join"/><exclusiveGateway id="decide" default="decide_check"/><endEvent id="end"/>
    ${flows('start accept again split a skip merge join decide check end', 'split b join', 'a2 merge')}
    ${flowIf('skip', 'a2', 'outcome = "again"')}${flowIf('decide', 'again', 'outcome = "again"')}`,
  'inclusive branches': `<startEvent id="start"/>${tasks('accept', 'a', 'a2', 'b', 'check')}
    <inclusiveGateway id="split" default="split_b"/><inclusiveGateway id="join"/><endEvent id="end"/>
    ${flows('start accept split b join check end', 'a a2 join')}
    ${flowIf('split', 'a', 'outcome = "again"')}<sequenceFlow id="both" sourceRef="split" targetRef="b"><conditionExpression xsi:type="tFormalExpression">outcome = "again"</conditionExpression></sequenceFlow>`,
};

const VERBS = [
  'claim-task',
  'release-task',
  'complete-task',
  'return-task',
  'transfer-task',
  'delegate-task',
  'resolve-task',
  'suspend-task',
  'resume-task',
  'comment-task',
  'suspend-instance',
  'resume-instance',
] as const satisfies readonly CaseCommandName[];

const TARGETS = [undefined, 'accept', 'a', 'a2', 'b', 'c', 'c2', 'check', 'sign'] as const;

const details = {
  to: fc.constantFrom(...TARGETS),
  outcome: fc.constantFrom('agree', 'again'),
  pick: fc.nat(),
  wait: fc.integer({ min: 1, max: 1000 }),
};

/** Mostly the two verbs that move tokens, by somebody who may; now and then anything by anybody. */
const operation = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      verb: fc.constantFrom('complete-task', 'complete-task', 'return-task'),
      actor: fc.constant(ADMIN),
      ...details,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constantFrom(...VERBS), actor: fc.constantFrom(...PEOPLE), ...details }),
  },
);

type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never;

function perform(desk: Desk, { verb, actor, to, outcome, pick, wait }: Operation): void {
  desk.now += wait;
  const tasks = Object.keys(desk.state.tasks).sort();
  const taskId = tasks[pick % Math.max(1, tasks.length)] ?? 'none';
  const extra = {
    'transfer-task': { to: 'b' },
    'delegate-task': { to: 'c' },
    'comment-task': { comment: 'hm' },
    'return-task': { to },
    'complete-task': { outcome },
  }[verb as string];
  const input = verb.endsWith('-instance') ? {} : { taskId, ...extra };
  desk.try(verb, input as never, actor);
}

/** Everybody does what is there, by force of an administrator, until nothing is left. */
function finish(desk: Desk): void {
  if (desk.state.status === 'suspended') desk.do('resume-instance', {}, ADMIN);
  for (let round = 0; desk.state.status === 'active' && round < 100; round++) {
    const [one] = Object.values(desk.state.tasks);
    if (!one) return;
    desk.now += 1;
    if (one.state === 'held') desk.do('resume-task', { taskId: one.id }, ADMIN);
    else if (one.assignee !== null && one.assignee !== ADMIN.id) {
      desk.do('transfer-task', { taskId: one.id, to: ADMIN.id }, ADMIN);
    } else if (one.state === 'delegated') desk.do('resolve-task', { taskId: one.id }, ADMIN);
    else desk.do('complete-task', { taskId: one.id, outcome: 'agree' }, ADMIN);
  }
}

describe('any sequence of operations', () => {
  for (const [name, model] of Object.entries(MODELS)) {
    it(`should keep the history, end each task once and leave the case able to finish: ${name}`, async function () {
      this.timeout(60_000);
      const graph = await graphOf(model);

      fc.assert(
        fc.property(fc.array(operation, { minLength: 5, maxLength: 60 }), (operations) => check(graph, operations)),
        { numRuns: 100 },
      );
    });
  }
});

function check(graph: ProcessGraph, operations: readonly Operation[]): void {
  const desk = new Desk({ graphs: [graph] });
  desk.start();

  for (const one of operations) if (desk.state.status !== 'completed') perform(desk, one);
  finish(desk);

  expect(desk.state.status, `open: ${desk.openNodes.join(', ')}`).to.equal('completed');
  const ended = desk.events.flatMap((event) => (event.type === 'taskEnded' ? [event.task.id] : []));
  const created = desk.events.flatMap((event) => (event.type === 'taskCreated' ? [event.task.id] : []));
  expect(new Set(ended).size, 'each task ends once').to.equal(ended.length);
  expect([...ended].sort()).to.deep.equal([...created].sort());
  expect(desk.state.trail.map(({ taskId }) => taskId)).to.deep.equal(ended);
  expect(desk.events.filter((event) => event.type === 'incidentRaised')).to.deep.equal([]);
}
