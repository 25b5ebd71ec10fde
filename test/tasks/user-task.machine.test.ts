import { expect } from 'chai';
import type { Facts } from '../../engine/tasks/facts.ts';
import {
  ALL_FACTS,
  isEnd,
  nextValue,
  POSITIONS,
  runMachine,
  statesFor,
  type TaskPosition,
  type TaskValue,
  voidedBy,
} from '../../engine/tasks/run-machine.ts';
import { userTaskMachine, VOID_REASONS } from '../../engine/tasks/user-task.machine.ts';
import { TASK_VERBS, type TaskVerb } from '../../engine/tasks/verbs.ts';

const NOBODY: Facts = {
  isCandidate: false,
  isAssignee: false,
  isOwner: false,
  isAdministrator: false,
  isAdder: false,
  isAwaiting: false,
};
const WHO: Readonly<Record<string, Facts>> = {
  candidate: { ...NOBODY, isCandidate: true },
  assignee: { ...NOBODY, isAssignee: true },
  owner: { ...NOBODY, isOwner: true },
  administrator: { ...NOBODY, isAdministrator: true },
  adder: { ...NOBODY, isAdder: true },
  awaiting: { ...NOBODY, isAwaiting: true },
  nobody: NOBODY,
};

/** Every path of the machine: where, verb, who may, where to. What is not listed is refused. */
const PATHS: readonly (readonly [TaskPosition['state'], TaskVerb, string, TaskValue])[] = [
  ['offered', 'claim', 'candidate administrator', 'claimed'],
  ['offered', 'complete', 'candidate administrator', 'approved'],
  ['offered', 'disagree', 'candidate administrator', 'disagreed'],
  ['offered', 'abstain', 'candidate administrator', 'abstained'],
  ['claimed', 'disagree', 'assignee', 'disagreed'],
  ['claimed', 'abstain', 'assignee', 'abstained'],
  ['claimed', 'add-signer', 'assignee', 'claimed'],
  ['working', 'disagree', 'assignee', 'disagreed'],
  ['working', 'abstain', 'assignee', 'abstained'],
  ['working', 'add-signer', 'assignee', 'working'],
  ['consulting', 'add-signer', 'assignee', 'consulting'],
  ['consulting', 'transfer', 'administrator', 'consulting'],
  ['consulting', 'comment', 'assignee owner administrator', 'consulting'],
  ['offered', 'remove-signer', 'adder administrator', 'voided:removed'],
  ['claimed', 'remove-signer', 'adder administrator', 'voided:removed'],
  ['working', 'remove-signer', 'adder administrator', 'voided:removed'],
  ['delegated', 'remove-signer', 'adder administrator', 'voided:removed'],
  ['consulting', 'remove-signer', 'adder administrator', 'voided:removed'],
  ['offered', 'reject', 'candidate administrator', 'rejected'],
  ['offered', 'return', 'candidate administrator', 'returned'],
  ['offered', 'jump', 'candidate administrator', 'approved'],
  ['claimed', 'jump', 'assignee', 'approved'],
  ['working', 'jump', 'assignee', 'approved'],
  ['offered', 'transfer', 'administrator', 'claimed'],
  ['offered', 'suspend', 'administrator', 'held'],
  ['offered', 'comment', 'candidate administrator', 'offered'],
  ['claimed', 'release', 'assignee administrator', 'offered'],
  ['claimed', 'complete', 'assignee', 'approved'],
  ['claimed', 'reject', 'assignee', 'rejected'],
  ['claimed', 'return', 'assignee', 'returned'],
  ['claimed', 'transfer', 'assignee administrator', 'claimed'],
  ['claimed', 'delegate', 'assignee', 'delegated'],
  ['claimed', 'suspend', 'assignee administrator', 'held'],
  ['claimed', 'comment', 'assignee', 'working'],
  ['claimed', 'comment', 'owner administrator', 'claimed'],
  ['working', 'release', 'assignee administrator', 'offered'],
  ['working', 'complete', 'assignee', 'approved'],
  ['working', 'reject', 'assignee', 'rejected'],
  ['working', 'return', 'assignee', 'returned'],
  ['working', 'transfer', 'assignee administrator', 'claimed'],
  ['working', 'delegate', 'assignee', 'delegated'],
  ['working', 'suspend', 'assignee administrator', 'held'],
  ['working', 'comment', 'assignee owner administrator', 'working'],
  ['offered', 'save-draft', 'candidate administrator', 'offered'],
  ['offered', 'copy', 'candidate administrator', 'offered'],
  ['offered', 'urge', 'awaiting administrator', 'offered'],
  ['claimed', 'save-draft', 'assignee', 'claimed'],
  ['claimed', 'copy', 'assignee owner administrator', 'claimed'],
  ['claimed', 'urge', 'awaiting administrator', 'claimed'],
  ['working', 'save-draft', 'assignee', 'working'],
  ['working', 'copy', 'assignee owner administrator', 'working'],
  ['working', 'urge', 'awaiting administrator', 'working'],
  ['delegated', 'save-draft', 'assignee', 'delegated'],
  ['delegated', 'copy', 'assignee owner administrator', 'delegated'],
  ['delegated', 'urge', 'awaiting owner administrator', 'delegated'],
  ['consulting', 'save-draft', 'assignee', 'consulting'],
  ['consulting', 'copy', 'assignee owner administrator', 'consulting'],
  ['consulting', 'urge', 'awaiting administrator', 'consulting'],
  ['delegated', 'resolve', 'assignee owner', 'working'],
  ['delegated', 'transfer', 'owner administrator', 'claimed'],
  ['delegated', 'suspend', 'owner administrator', 'held'],
  ['delegated', 'comment', 'assignee owner administrator', 'delegated'],
  ...(['offered', 'claimed', 'working'] as const).flatMap((state) => {
    const who = state === 'offered' ? 'candidate administrator' : 'assignee';
    const ends = [
      ['refuse', 'rejected'],
      ['decline-acceptance', 'rejected'],
      ['revoke', 'rejected'],
      ['accept-tolerantly', 'approved'],
      ['decide-on-promise', 'approved'],
    ] as const;
    return ends.map(([verb, to]) => [state, verb, who, to] as const);
  }),
  ...(['claimed', 'working'] as const).flatMap((state) => [
    [state, 'request-supplement', 'assignee', 'awaitingSupplement'] as const,
    [state, 'start-special-procedure', 'assignee', 'inProcedure'] as const,
    ...(['correct', 'issue-document', 'apply-suspension', 'hand-on'] as const).map(
      (verb) => [state, verb, 'assignee', state] as const,
    ),
  ]),
  ...(
    [
      ['awaitingSupplement', 'supplement'],
      ['inProcedure', 'end-special-procedure'],
      ['handedOn', 'take-back'],
    ] as const
  ).flatMap(([state, verb]) => [
    [state, verb, 'assignee owner administrator', 'working'] as const,
    [state, 'issue-document', 'assignee', state] as const,
    [state, 'transfer', 'administrator', state] as const,
    [state, 'comment', 'assignee owner administrator', state] as const,
  ]),
];

describe('the user task machine', () => {
  for (const [state, verb, who, to] of PATHS) {
    it(`should lead from ${state} by ${verb} of ${who.replaceAll(' ', ', ')} to ${to}`, () => {
      for (const name of who.split(' ')) {
        expect(runMachine({ state }, { type: verb, facts: WHO[name] ?? NOBODY }), name).to.equal(to);
      }
    });
  }

  it('should refuse everything else to people of whom one thing is true', () => {
    for (const position of POSITIONS.filter(({ state }) => state !== 'held')) {
      for (const verb of TASK_VERBS) {
        for (const [name, facts] of Object.entries(WHO)) {
          const path = PATHS.find(
            ([state, one, who]) => state === position.state && one === verb && who.split(' ').includes(name),
          );

          const found = runMachine(position, { type: verb, facts });

          expect(found, `${position.state} ${verb} by ${name}`).to.equal(path?.[3] ?? null);
        }
      }
    }
  });

  for (const heldFrom of ['offered', 'claimed', 'working', 'delegated'] as const) {
    it(`should lead a task held from ${heldFrom} back there, and refuse everything else`, () => {
      for (const who of ['assignee', 'owner', 'administrator']) {
        expect(runMachine({ state: 'held', heldFrom }, { type: 'resume', facts: WHO[who] ?? NOBODY })).to.equal(
          heldFrom,
        );
      }
      for (const facts of [WHO.candidate ?? NOBODY, NOBODY]) {
        expect(runMachine({ state: 'held', heldFrom }, { type: 'resume', facts })).to.equal(null);
      }
      for (const verb of TASK_VERBS.filter((one) => one !== 'resume' && one !== 'remove-signer')) {
        for (const facts of ALL_FACTS) {
          expect(runMachine({ state: 'held', heldFrom }, { type: verb, facts }), verb).to.equal(null);
        }
      }
    });
  }

  it('should let a signer be removed from a round while the task is held', () => {
    const position = { state: 'held', heldFrom: 'claimed' } as const;

    const found = Object.keys(WHO).filter((who) =>
      runMachine(position, { type: 'remove-signer', facts: WHO[who] ?? NOBODY }),
    );

    expect(found).to.deep.equal(['administrator', 'adder']);
  });

  it('should wait for signers who are asked first, and go on when they have answered', () => {
    expect(runMachine({ state: 'claimed' }, { type: 'consult' })).to.equal('consulting');
    expect(runMachine({ state: 'working' }, { type: 'consult' })).to.equal('consulting');
    expect(runMachine({ state: 'offered' }, { type: 'consult' })).to.equal(null);
    expect(runMachine({ state: 'consulting' }, { type: 'heard' })).to.equal('working');
    expect(runMachine({ state: 'claimed' }, { type: 'heard' })).to.equal(null);
  });

  it('should end by each reason from every open state, whoever is concerned', () => {
    for (const position of POSITIONS) {
      for (const reason of VOID_REASONS) {
        expect(runMachine(position, { type: `void:${reason}` })).to.equal(`voided:${reason}`);
        expect(voidedBy(reason)).to.equal(`voided:${reason}`);
      }
    }
  });

  it('should be decided by the rules of the model only as it opens', () => {
    for (const position of POSITIONS) {
      const isOpening = position.state === 'offered' || position.state === 'claimed';

      expect(runMachine(position, { type: 'auto:pass' })).to.equal(isOpening ? 'autoPassed' : null);
      expect(runMachine(position, { type: 'auto:refuse' })).to.equal(isOpening ? 'rejected' : null);
    }
  });

  it('should let no verb lead away from an end', () => {
    const ends = Object.keys(userTaskMachine.states).filter((state) => isEnd(state as TaskValue));

    expect(ends).to.have.members([
      'approved',
      'rejected',
      'disagreed',
      'abstained',
      'returned',
      'autoPassed',
      ...VOID_REASONS.map((reason) => `voided:${reason}`),
    ]);
    for (const state of ends) {
      const position = { state } as unknown as TaskPosition;
      for (const verb of TASK_VERBS) {
        for (const facts of ALL_FACTS)
          expect(runMachine(position, { type: verb, facts }), `${state} ${verb}`).to.equal(null);
      }
      for (const reason of VOID_REASONS) expect(runMachine(position, { type: `void:${reason}` })).to.equal(null);
    }
  });

  it('should be equal to its table in every position, for every verb and combination of facts', () => {
    for (const position of POSITIONS) {
      for (const verb of TASK_VERBS) {
        for (const facts of ALL_FACTS) {
          const where = `${position.state}/${position.heldFrom} ${verb} ${JSON.stringify(facts)}`;
          expect(nextValue(position, verb, facts), where).to.equal(runMachine(position, { type: verb, facts }));
        }
      }
    }
  });

  it('should list every combination of facts once', () => {
    const all = new Set(ALL_FACTS.map((facts) => JSON.stringify(facts)));

    expect(all.size).to.equal(64);
    expect(all).to.include(JSON.stringify(NOBODY));
  });

  it('should say in which states a verb is possible', () => {
    expect(statesFor('claim')).to.deep.equal(['offered']);
    expect(statesFor('resume')).to.deep.equal(['held']);
    expect(statesFor('complete')).to.deep.equal(['offered', 'claimed', 'working']);
  });
});
