import { expect } from 'chai';
import { fail, ok } from '../../engine/errors.ts';
import type { InstanceView, ScenarioDriver } from '../../engine/scenario/driver.ts';
import { runScenario } from '../../engine/scenario/run-scenario.ts';
import type { Scenario, Step } from '../../engine/scenario/scenario.ts';

const view: InstanceView = {
  status: 'active',
  open: ['A'],
  tasks: [{ id: 'task-1', element: 'A', state: 'offered', assignee: null, visit: 1, late: false }],
  variables: {},
  incidents: [{ id: 'incident-1', element: 'S', code: 'effect-failed' }],
  lamps: [],
};

/** Notes what it is told; everybody but `wang` is refused. */
function recorder() {
  const calls: unknown[][] = [];
  const judge = (as: string) => (as === 'wang' ? ok('case-1') : fail('forbidden', { right: 'r', actor: as }));
  const driver: ScenarioDriver = {
    begin: async (now) => void calls.push(['begin', now]),
    start: async ({ as }) => judge(as),
    act: async ({ taskId, verb, as, input }) => {
      calls.push([verb, taskId, input]);
      return judge(as);
    },
    withdraw: async ({ instanceId, as, input }) => {
      calls.push(['withdraw', instanceId, input]);
      return judge(as);
    },
    extend: async ({ instanceId, as, input }) => {
      calls.push(['extend', instanceId, input]);
      return judge(as);
    },
    publishMessage: async ({ name, to }) => {
      calls.push(['message', name, ...Object.values(to)]);
      return ok({ outcome: name === 'begin' ? 'started' : 'ignored', instanceIds: ['case-1'] });
    },
    publishSignal: async ({ name, process }) => {
      calls.push(['signal', name]);
      return ok(name === 'begin' ? [`case-of-${process}`] : []);
    },
    resolveIncident: async (id, as) => {
      calls.push(['resolve', id]);
      return judge(as);
    },
    advance: async (duration) => void calls.push(['advance', duration]),
    script: (topic) => void calls.push(['script', topic]),
    view: async () => view,
    journal: async () => [{ type: 'timerFired', id: 't' }],
    keyOf: (definitionId) => definitionId,
  };
  return { driver, calls };
}

const scenario = (...steps: Step[]): Scenario => ({
  name: { zh: '甲', en: 'a' },
  given: { now: '2026-03-02T09:00:00+08:00', businessKey: 'k', adapters: { 'tax.check': {} } },
  steps,
});

const START: Step = { start: { as: 'wang' } };

describe('runScenario', () => {
  it('should set the clock and the adapters first, then do the steps in order', async () => {
    const { driver, calls } = recorder();

    const report = await runScenario(
      'p',
      scenario(
        START,
        { advance: 'P1D' },
        { complete: { task: 'A', as: 'wang', variables: { a: 1 }, comment: 'c' } },
        { act: { verb: 'claim', task: 'A', as: 'wang' } },
        { signal: { name: 's' } },
        { adapter: { topic: 'x', script: {} } },
        { resolve: { element: 'S', as: 'wang' } },
        { extend: { as: 'wang', days: 5, reasons: 'r' } },
        { withdraw: { as: 'wang', request: 'R-1' } },
        { expect: { open: ['A'] } },
      ),
      driver,
    );

    expect(report.problems).to.deep.equal([]);
    expect(calls).to.deep.equal([
      ['begin', Date.UTC(2026, 2, 2, 1)],
      ['script', 'tax.check'],
      ['advance', 'P1D'],
      ['complete', 'task-1', { variables: { a: 1 }, comment: 'c' }],
      ['claim', 'task-1', {}],
      ['signal', 's'],
      ['script', 'x'],
      ['resolve', 'incident-1'],
      ['extend', 'case-1', { days: 5, reasons: 'r' }],
      ['withdraw', 'case-1', { request: 'R-1' }],
    ]);
    expect(report.events).to.deep.equal([{ type: 'timerFired', id: 't' }]);
  });

  it('should let a message begin the case and use its business key', async () => {
    const { driver, calls } = recorder();

    const report = await runScenario(
      'p',
      scenario({ message: { name: 'begin' } }, { expect: { status: 'active' } }),
      driver,
    );

    expect(report.problems).to.deep.equal([]);
    expect(calls).to.deep.include(['message', 'begin', 'k']);
  });

  it('should let a signal begin the case and send its messages by its id, because it has no number', async () => {
    const { driver, calls } = recorder();

    await runScenario('p', scenario({ signal: { name: 'begin' } }, { message: { name: 'next' } }), driver);

    expect(calls.slice(-2)).to.deep.equal([
      ['signal', 'begin'],
      ['message', 'next', 'case-of-p'],
    ]);
  });

  it('should send a message by its correlation key where it has one', async () => {
    const { driver, calls } = recorder();

    await runScenario('p', scenario(START, { message: { name: 'answer', key: 'bank-1' } }), driver);

    expect(calls.at(-1)).to.deep.equal(['message', 'answer', 'bank-1']);
  });

  for (const [what, steps, problem] of [
    [
      'a message that does not arrive',
      [START, { message: { name: 'late' } }],
      'step 2 (message): message late: expected correlated, found ignored',
    ],
    [
      'a task that is not open',
      [START, { complete: { task: 'B', as: 'wang' } }],
      'step 2 (complete): expected an open task B, found ["A"]',
    ],
    [
      'a person who is refused',
      [START, { complete: { task: 'A', as: 'li' } }],
      'step 2 (complete): expected to be done, but it was refused with forbidden',
    ],
    [
      'a refusal that does not come',
      [START, { complete: { task: 'A', as: 'wang', refused: 'forbidden' } }],
      'step 2 (complete): expected to be refused with forbidden, but it was done',
    ],
    [
      'another refusal',
      [{ start: { as: 'li', refused: 'form-invalid' } }],
      'step 1 (start): expected form-invalid, but it was refused with forbidden',
    ],
    [
      'an incident that is not there',
      [START, { resolve: { element: 'A', as: 'wang' } }],
      'step 2 (resolve): expected an incident at A',
    ],
    [
      'an expectation that fails',
      [START, { expect: { status: 'completed' } }],
      'step 2 (expect): status: expected "completed", found "active"',
    ],
  ] as const satisfies readonly (readonly [string, readonly Step[], string])[]) {
    it(`should tell ${what}`, async () => {
      const { problems } = await runScenario('p', scenario(...steps), recorder().driver);

      expect(problems.map(({ en }) => en).join()).to.include(problem);
      for (const { zh } of problems) expect(zh).to.match(/^第 [12] 步（\w+）：.*[应实]/);
    });
  }

  it('should take an expected refusal for success', async () => {
    const { problems } = await runScenario(
      'p',
      scenario({ start: { as: 'li', refused: 'forbidden' } }),
      recorder().driver,
    );

    expect(problems).to.deep.equal([]);
  });

  it('should stop at the first step that fails', async () => {
    const { driver, calls } = recorder();

    await runScenario('p', scenario(START, { expect: { status: 'completed' } }, { advance: 'P1D' }), driver);

    expect(calls).to.not.deep.include(['advance', 'P1D']);
  });
});
