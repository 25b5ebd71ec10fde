import { expect } from 'chai';
import { parseScenarios } from '../../engine/scenario/parse-scenarios.ts';

const scenario = (...steps: object[]) => ({
  name: { zh: '甲', en: 'a' },
  given: { now: '2026-03-02T09:00:00+08:00', businessKey: 'k' },
  steps,
});
const parse = (more: object) => parseScenarios(JSON.stringify({ process: 'p', ...more }));

describe('parseScenarios', () => {
  it('should put fragments in, also those that play others', () => {
    const { scenarios } = parse({
      fragments: { one: [{ advance: 'P1D' }], two: [{ play: 'one' }, { advance: 'PT1H' }] },
      scenarios: [scenario({ play: 'two' }, { expect: { status: 'active' } })],
    });

    expect(scenarios[0]?.steps).to.deep.equal([
      { advance: 'P1D' },
      { advance: 'PT1H' },
      { expect: { status: 'active' } },
    ]);
  });

  it('should refuse a fragment that does not exist, and name those that do', () => {
    expect(() =>
      parse({ fragments: { one: [{ advance: 'P1D' }] }, scenarios: [scenario({ play: 'three' })] }),
    ).to.throw('Expected a fragment "three", but there are: one.');
  });

  it('should refuse fragments that play each other', () => {
    const fragments = { one: [{ play: 'two' }], two: [{ play: 'one' }] };

    expect(() => parse({ fragments, scenarios: [scenario({ play: 'one' })] })).to.throw('one > two > one');
  });

  it('should refuse an unknown property and say where it is', () => {
    expect(() => parse({ scenarios: [scenario({ expect: { statuss: 'active' } })] })).to.throw(
      /\/scenarios\/0\/steps\/0\/expect.*"statuss"/,
    );
  });

  for (const [what, step] of Object.entries({
    'a step of an unknown kind': { wait: 'P1D' },
    'a step of two kinds': { advance: 'P1D', play: 'x' },
    'a duration that is none': { advance: '3 days' },
    'an empty duration': { advance: 'P' },
    'a status that does not exist': { expect: { status: 'done' } },
    'a completion without person': { complete: { task: 'T' } },
  })) {
    it(`should refuse ${what}`, () => {
      expect(() => parse({ scenarios: [scenario(step)] })).to.throw('Expected a scenario file');
    });
  }

  it('should refuse a scenario without steps', () => {
    expect(() => parse({ scenarios: [scenario()] })).to.throw('/scenarios/0/steps');
  });
});
