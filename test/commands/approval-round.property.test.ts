import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor } from '../../engine/commands/command.ts';
import type { CaseCommandName } from '../../engine/commands/index.ts';
import { ADMIN, person } from './desk.ts';
import { RoundDesk } from './round.ts';

const NAMES = ['a', 'b', 'c', 'd', 'x', 'y'] as const;
const PEOPLE: readonly Actor[] = [ADMIN, ...NAMES.map((name) => person(name))];

const APPROVALS = [
  'rule="all"',
  'rule="all" against="wait" order="sequence"',
  'rule="any"',
  'rule="all" against="coordinator" coordinator="c"',
  'rule="ratio" share="2/3" against="coordinator" coordinator="x, y"',
  'rule="ratio" share="2/3" quorum="1/2" abstain="left-out"',
  'rule="weighted" share="1/2" weights="={a: 5, x: 3}" veto="c"',
] as const;

const VERBS = [
  'complete-task',
  'complete-task',
  'disagree-task',
  'abstain-task',
  'add-signer-task',
  'remove-signer-task',
  'retrieve-task',
  'return-task',
  'transfer-task',
  'release-task',
  'suspend-task',
  'resume-task',
  'comment-task',
] as const satisfies readonly CaseCommandName[];

const operation = fc.record({
  verb: fc.constantFrom(...VERBS),
  /** Mostly the one whose task it is. */
  actor: fc.option(fc.constantFrom(...PEOPLE), { nil: null, freq: 2 }),
  pick: fc.nat(),
  user: fc.constantFrom(...NAMES),
  kind: fc.constantFrom('before', 'after', 'parallel'),
});

type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never;

function perform(desk: RoundDesk, { verb, actor, pick, user, kind }: Operation): void {
  desk.now += 1;
  const ids = verb === 'retrieve-task' ? desk.state.trail.map(({ taskId }) => taskId) : Object.keys(desk.state.tasks);
  const taskId = ids[pick % Math.max(1, ids.length)] ?? 'none';
  const whose = desk.state.tasks[taskId]?.assignee ?? desk.state.trail.find((entry) => entry.taskId === taskId)?.by;
  const extra = {
    'add-signer-task': { users: [user], kind },
    'transfer-task': { to: user },
    'comment-task': { comment: 'hm' },
  }[verb as string];
  desk.try(verb, { taskId, ...extra } as never, actor ?? person(whose ?? 'a'));
}

/** Administrators take over what is open and agree, until the round is decided. */
function finish(desk: RoundDesk): void {
  for (let turn = 0; desk.state.status === 'active' && turn < 200; turn++) {
    desk.now += 1;
    const open = Object.values(desk.state.tasks).find(({ state }) => state !== 'consulting');
    if (!open) return;
    const taskId = open.id;
    if (open.state === 'held') desk.do('resume-task', { taskId }, ADMIN);
    else if (open.assignee === null) desk.do('transfer-task', { taskId, to: `helper-${turn}` }, ADMIN);
    else desk.do('complete-task', { taskId }, person(open.assignee));
  }
}

describe('any sequence of operations in a round', () => {
  for (const approval of APPROVALS) {
    it(`should keep the history, end each task once, count everybody once and be able to finish: ${approval}`, async function () {
      this.timeout(60_000);
      const { graph } = (await RoundDesk.of(approval, 'a,b,c')).first;

      fc.assert(
        fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
          const desk = new RoundDesk({ graphs: [graph] });
          desk.start();
          desk.complete('draft', ADMIN);
          for (const one of operations) {
            if (desk.state.status !== 'active') break;
            perform(desk, one);
            checkSeats(desk);
          }

          finish(desk);

          expect(desk.state.status, desk.openNodes.join(', ')).to.equal('completed');
          const ended = desk.events.flatMap((event) => (event.type === 'taskEnded' ? [event.task.id] : []));
          const created = desk.events.flatMap((event) => (event.type === 'taskCreated' ? [event.task.id] : []));
          expect(new Set(ended).size, 'each task ends once').to.equal(ended.length);
          expect([...ended].sort()).to.deep.equal([...created].sort());
          expect(desk.state.trail.map(({ taskId }) => taskId)).to.deep.equal(ended);
          expect(desk.events.filter((event) => event.type === 'incidentRaised')).to.deep.equal([]);
        }),
        { numRuns: 150 },
      );
    });
  }
});

/** Every seat that is asked has its one open task, and nobody answers twice. */
function checkSeats(desk: RoundDesk): void {
  for (const { round, id } of Object.values(desk.state.elements)) {
    if (!round) continue;
    const asked = round.seats.filter(({ task, answer, removed }) => task !== null && answer === null && !removed);
    const open = Object.values(desk.state.tasks).filter(({ element }) => element === id);
    expect(open.map((task) => task.id)).to.have.members(asked.map(({ task }) => task));
    const voters = round.seats.flatMap(({ answer, removed, coordinator }) =>
      answer && !removed && !coordinator ? [answer.by] : [],
    );
    expect(new Set(voters).size, 'one answer each').to.equal(voters.length);
    expect(open.length, 'a round that is open asks somebody').to.be.greaterThan(0);
  }
}
