import { expect } from 'chai';
import { stepFigures } from '../../../apps/monitor/step-figures.ts';

const NAMES = new Map([
  ['start', 'Start'],
  ['check', 'Check'],
  ['decide', 'Decide'],
  ['unnamed', ''],
]);
const lamps = { green: 1, yellow: 0, red: 0, grey: 0 };
const time = (elementId: string, name: string) => ({
  elementId,
  name,
  count: 3,
  meanMs: 30,
  medianMs: 20,
  p90Ms: 50,
  overdue: 1,
});

describe('figures of the steps of a process', () => {
  it('should bring open work and times together, in the order of the model', () => {
    const steps = stepFigures(
      NAMES,
      [{ elementId: 'decide', active: 5, cases: 2, incidents: 0, overdue: 1, lamps }],
      [time('decide', 'Decide'), time('check', 'Check')],
    );

    expect(steps.map(({ id }) => id)).to.deep.equal(['check', 'decide']);
    expect(steps[1]).to.include({ name: 'Decide', open: 2, overdue: 1, decided: 3, late: 1, medianMs: 20, p90Ms: 50 });
  });

  it('should tell a step without decisions from one that took no time', () => {
    const [step] = stepFigures(
      NAMES,
      [{ elementId: 'check', active: 1, cases: 1, incidents: 0, overdue: 0, lamps }],
      [],
    );

    expect(step).to.include({ decided: 0 });
    expect(step?.medianMs).to.equal(undefined);
  });

  it('should keep steps that this version no longer has', () => {
    const steps = stepFigures(NAMES, [], [time('former', 'Former step')]);

    expect(steps.map(({ id, name }) => [id, name])).to.deep.equal([['former', 'Former step']]);
  });

  it('should fall back to the id where there is no name', () => {
    const [step] = stepFigures(
      NAMES,
      [{ elementId: 'unnamed', active: 1, cases: 1, incidents: 1, overdue: 0, lamps }],
      [],
    );

    expect(step?.name).to.equal('unnamed');
  });
});
