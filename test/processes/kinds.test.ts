import { expect } from 'chai';
import { type AdapterScript, KINDS, type Kind, type Scenario } from '../../engine/scenario/scenario.ts';
import { processFolders } from './catalogue.ts';

const NO_APPLICATION = 'it is no application: there is nobody who could withdraw it';
const NO_SYSTEM = 'no system of a department is asked in it';
const DECIDED = 'it begins after the decision: withdrawing is too late then';
const INSIDE = 'what is returned is returned by the process that calls it';

/** Why a kind cannot happen in a process. A reason for what a scenario shows is an error too. */
const IMPOSSIBLE: Readonly<Record<string, Partial<Readonly<Record<Kind, string>>>>> = {
  'ca-consult': { returned: 'an answer is agreed upon or disputed, never sent back' },
  'ca-deliver': {
    withdrawn: DECIDED,
    returned: INSIDE,
    overdue: 'its only clock is the time-out that ends the wait',
  },
  'ca-dispute': { withdrawn: NO_APPLICATION, returned: 'a position is answered in the second round, never sent back' },
  'ca-rating': {
    withdrawn: DECIDED,
  },
  'ca-special': { returned: INSIDE, 'department-fails': NO_SYSTEM },
  'ca-supplement': { returned: INSIDE, 'department-fails': NO_SYSTEM },
  'flood-warning': { withdrawn: NO_APPLICATION, returned: NO_APPLICATION },
  'industry-service': { returned: 'what lacks something is returned by the process that handles the item' },
  'pension-fund-return': {
    withdrawn: NO_APPLICATION,
    timeout: 'nothing in it ends by time',
    returned: 'what is handed on leaves it',
    'department-fails': NO_SYSTEM,
  },
  'permit-receipt': { 'department-fails': NO_SYSTEM },
  'policy-cash-in-direct': { withdrawn: NO_APPLICATION },
  'proactive-governance': { withdrawn: NO_APPLICATION },
  'responsibility-question': {
    withdrawn: NO_APPLICATION,
    timeout: 'nothing in it ends by time',
    returned: 'what the list refuses is corrected by who answered: nothing is sent back',
  },
};

const fails = ({ answer, takes, failFirst }: AdapterScript): boolean =>
  answer?.kind !== 'completed' || takes !== undefined || failFirst !== undefined;

const passes = ({ steps }: Scenario): boolean => steps.some((step) => 'advance' in step);

/** The same work done twice, sent back, or sent in anew. */
function isReturned({ steps }: Scenario): boolean {
  const done = steps.flatMap((step) => ('complete' in step && !step.complete.refused ? [step.complete.task] : []));
  return (
    new Set(done).size < done.length ||
    steps.some((step) => 'act' in step && step.act.verb === 'return') ||
    steps.some((step) => 'message' in step && /received|resubmitted|chang|corrections/.test(step.message.name))
  );
}

/** A task is late and then done all the same, or the case notes that it was late. */
function isDoneLate({ steps }: Scenario): boolean {
  return steps.some((step, at) => {
    if (!('expect' in step)) return false;
    const late = new Set(step.expect.tasks?.flatMap((task) => (task.late === true ? [task.element] : [])));
    const after = steps.slice(at + 1);
    return (
      step.expect.variables?.late === true ||
      after.some((next) => 'complete' in next && next.complete.refused === undefined && late.has(next.complete.task))
    );
  });
}

/** What a scenario must do to show a kind. */
const SHOWN: Readonly<Record<Kind, (scenario: Scenario) => boolean>> = {
  normal: ({ steps }) => steps.some((step) => 'expect' in step),
  exception: ({ steps }) => steps.some((step) => 'expect' in step),
  timeout: ({ steps }) =>
    steps.some((step, at) => 'advance' in step && steps.slice(at + 1).some((next) => 'expect' in next)),
  withdrawn: ({ steps }) =>
    steps.some((step) => 'withdraw' in step || ('message' in step && /withdraw/.test(step.message.name))),
  returned: isReturned,
  'department-fails': (scenario) =>
    passes(scenario) ||
    Object.values(scenario.given.adapters ?? {}).some(fails) ||
    scenario.steps.some((step) => 'adapter' in step && fails(step.adapter.script)),
  overdue: (scenario) => passes(scenario) && isDoneLate(scenario),
};

describe('kinds of scenarios', () => {
  for (const { name, xml, scenarios } of processFolders) {
    const all = scenarios.scenarios;

    it(`should show in ${name} every kind of case that can happen, and no other`, () => {
      const shown = new Set(all.flatMap(({ kinds = [] }) => kinds));
      const reasons = IMPOSSIBLE[name] ?? {};

      expect(KINDS.filter((kind) => !shown.has(kind) && reasons[kind] === undefined)).to.deep.equal([]);
      expect(KINDS.filter((kind) => shown.has(kind) && reasons[kind] !== undefined)).to.deep.equal([]);
      if (reasons['department-fails'] === NO_SYSTEM) expect(xml).not.to.include('tb:topic=');
      if (reasons.withdrawn === NO_APPLICATION) expect(xml).to.include('tb:withdrawal="false"');
    });

    it(`should show in ${name} what each scenario says it shows`, () => {
      const said = all.flatMap((scenario) => (scenario.kinds ?? []).map((kind) => ({ scenario, kind })));

      expect(all.filter(({ kinds }) => kinds === undefined).map(({ name }) => name.en)).to.deep.equal([]);
      const unshown = said.filter(({ scenario, kind }) => !SHOWN[kind](scenario));
      expect(unshown.map(({ scenario, kind }) => `${scenario.name.en}: ${kind}`)).to.deep.equal([]);
    });
  }

  it('should give reasons only for processes that exist', () => {
    expect(Object.keys(IMPOSSIBLE).filter((key) => !processFolders.some(({ name }) => name === key))).to.deep.equal([]);
  });
});
