import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor } from '../../engine/commands/command.ts';
import { CASE_COMMANDS } from '../../engine/commands/index.ts';
import { wouldDo } from '../../engine/commands/would-do.ts';
import { fold } from '../../engine/core/apply.ts';
import { openElements } from '../../engine/core/query.ts';
import { ADMIN, Desk, person, withRole } from '../commands/desk.ts';
import { graphOf } from '../support/bpmn.ts';
import { block, FLAGS, flags, render } from './blocks.ts';
import { CASE_VERBS, type CaseVerb, type Draw } from './case-verbs.ts';

const MANAGER = withRole('manager', 'manager');
const STRANGER = withRole('stranger', 'applicant');
const PEOPLE: readonly Actor[] = [
  ADMIN,
  ADMIN,
  MANAGER,
  STRANGER,
  ...['a', 'b', 'c', 'd'].map((id) => person(id, { groups: ['office'] })),
];

const draw = fc.record({ pick: fc.nat(), other: fc.nat(), choice: fc.boolean(), word: fc.nat() });

const operation = fc.record({
  verb: fc.oneof(...CASE_VERBS.map((verb) => ({ weight: verb.weight, arbitrary: fc.constant(verb) }))),
  actor: fc.constantFrom(...PEOPLE),
  draw,
});

/** What the office does, not what administrators do: people take turns at what is there. */
const forTheOffice = (xml: string): string =>
  xml.replace(
    /<userTask id="([^"]+)"\s*\/>/g,
    '<userTask id="$1"><extensionElements><tb:assignment groups="office"/></extensionElements></userTask>',
  );

const isOver = ({ state }: Desk): boolean => state.status === 'completed' || state.status === 'terminated';

interface Entry {
  readonly now: number;
  readonly from: number;
}

/** The desk with what its journal would hold. */
class Journal extends Desk {
  readonly entries: Entry[] = [];

  begin(): void {
    this.entries.push({ now: this.now, from: this.events.length });
  }

  /** The state that the events alone give. */
  replayed() {
    return fold(
      this.entries.map(({ now, from }, position) => ({
        now,
        events: this.events.slice(from, this.entries[position + 1]?.from),
      })),
    );
  }
}

function perform(desk: Journal, verb: CaseVerb, actor: Actor, drawn: Draw): void {
  desk.now += 1 + (drawn.word % 1000);
  const { state: before } = desk;
  const input = verb.input(desk, drawn);
  const task = before.tasks[(input as { taskId?: string }).taskId ?? ''];
  const definitions = desk.context(actor).definitions;
  const rehearsed = CASE_COMMANDS[verb.command].decide(before, input as never, desk.context(actor));
  desk.begin();
  const done = desk.try(verb.command, input as never, actor);

  expect(done.ok, `${verb.command}: rehearsed and done alike`).to.equal(rehearsed.ok);
  if (!done.ok || !rehearsed.ok) return;
  const words = `${verb.command} by ${actor.id}`;
  expect(verb.mayUse(actor, { state: before, task, input }), `${words} without the right`).to.equal(true);
  const told = wouldDo({ before, after: rehearsed.value.state }, definitions);
  expect(told, `${words}: what was told is what was done`).to.deep.equal(
    wouldDo({ before, after: desk.state }, definitions),
  );
  if (isOver(desk)) return;
  const standing = openElements(desk.state).filter(({ node }) => node !== 0);
  expect(standing.length, `${words} left no token`).to.be.above(0);
}

/** An administrator does whatever there is until nothing is left. */
function finish(desk: Journal): void {
  const act: typeof desk.do = (name, input, actor) => {
    desk.now += 1;
    desk.begin();
    return desk.do(name, input, actor);
  };
  act('write-variables', { variables: Object.fromEntries(FLAGS.map((flag) => [flag, false])) }, ADMIN);
  for (let turn = 0; desk.state.status === 'active' && turn < 300; turn++) {
    const [one] = Object.values(desk.state.tasks);
    if (!one) return;
    if (one.state === 'held') act('resume-task', { taskId: one.id }, ADMIN);
    else if (one.state === 'delegated' || (one.assignee !== null && one.assignee !== ADMIN.id))
      act('transfer-task', { taskId: one.id, to: ADMIN.id }, ADMIN);
    else act('complete-task', { taskId: one.id }, ADMIN);
  }
}

describe('any sequence of operations by any people', () => {
  it('should lose no history, end each task once, starve no join, and be told by its rehearsal', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(
        block,
        flags,
        fc.array(operation, { minLength: 5, maxLength: 40 }),
        async (root, values, all) => {
          const desk = new Journal({ graphs: [await graphOf(forTheOffice(render(root)))] });
          desk.begin();
          desk.start(values);
          for (const { verb, actor, draw: drawn } of all) if (!isOver(desk)) perform(desk, verb, actor, drawn);
          if (desk.state.status === 'suspended') {
            desk.begin();
            desk.do('resume-instance', {}, ADMIN);
          }
          if (!isOver(desk)) finish(desk);

          expect(desk.state.status, `open: ${desk.openNodes.join(', ')}`).to.equal('completed');
          const ended = desk.events.flatMap((event) => (event.type === 'taskEnded' ? [event.task.id] : []));
          const created = desk.events.flatMap((event) => (event.type === 'taskCreated' ? [event.task.id] : []));
          expect(new Set(ended).size, 'each task ends once').to.equal(ended.length);
          expect([...ended].sort(), 'each task ends').to.deep.equal([...created].sort());
          expect(
            desk.state.trail.map(({ taskId }) => taskId),
            'history keeps each end',
          ).to.deep.equal(ended);
          expect(desk.replayed(), 'the journal gives the state').to.deep.equal(desk.state);
        },
      ),
      { numRuns: 150 },
    );
  });
});
