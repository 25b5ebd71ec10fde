import { expect } from 'chai';
import fc from 'fast-check';
import { gather, metresBetween } from '../../../engine/store/intake/gather.ts';
import type { IntakeClass, Report } from '../../../engine/store/intake/rows.ts';

const LITTER: IntakeClass = { class: 'litter', message: 'event.found', radiusM: 30, windowS: 600, threshold: 0.8 };
const classes = new Map([
  ['litter', LITTER],
  ['smoke', { ...LITTER, class: 'smoke', radiusM: 300 }],
]);
const idsFrom = (): (() => string) => {
  let n = 0;
  return () => `i${++n}`;
};

let count = 0;
/** `metres` to the north of a corner of Shenzhen, `seconds` after the beginning. */
const report = (metres: number, seconds: number, more: Partial<Report> = {}): Report => ({
  source: 'c',
  eventId: `e${count++}`,
  class: 'litter',
  lat: 22.5 + metres / 111_195,
  lon: 114,
  at: seconds * 1_000,
  confidence: 0.9,
  data: {},
  ...more,
});
const gathered = (...reports: Report[]) => gather(reports, [], { classes, newId: idsFrom() });

describe('reports of one thing', () => {
  it('should be one incident when near and soon, in whatever order they come', () => {
    const { taken, incidents } = gathered(report(0, 100), report(20, 0), report(10, 650), report(0, 100));

    expect(taken.map(({ outcome }) => outcome)).to.deep.equal(['filing', 'merged', 'merged', 'merged']);
    expect(incidents).to.have.length(1);
    expect(incidents[0]).to.deep.include({ firstAt: 0, lastAt: 650_000, reports: 4 });
  });

  it('should be several when far, late or of another class', () => {
    expect(gathered(report(0, 0), report(31, 0)).incidents).to.have.length(2);
    expect(gathered(report(0, 0), report(0, 601)).incidents).to.have.length(2);
    expect(gathered(report(0, 601), report(0, 0)).incidents).to.have.length(2);
    expect(gathered(report(0, 0), report(0, 0, { class: 'smoke' })).incidents).to.have.length(2);
    expect(gathered(report(29, 0), report(0, 600)).incidents).to.have.length(1);
  });

  it('should go to the nearest', () => {
    const { taken } = gathered(report(0, 0), report(50, 0), report(28, 0));

    expect(taken.map(({ incidentId }) => incidentId)).to.deep.equal(['i1', 'i2', 'i2']);
  });

  it('should wait for a person until one is sure enough, unless a person has said no', () => {
    const unsure = gathered(report(0, 0, { confidence: 0.5 }));
    const after = (state: 'check' | 'dismissed') =>
      gather(
        [report(0, 10)],
        unsure.incidents.map((incident) => ({ ...incident, state })),
        { classes, newId: idsFrom() },
      ).incidents[0];

    expect(unsure.taken[0]?.outcome).to.equal('check');
    expect(after('check')).to.deep.include({ state: 'filing', confidence: 0.9 });
    expect(after('dismissed')).to.deep.include({ state: 'dismissed', reports: 2 });
  });

  it('should all be counted, and never lie further apart than allowed from where their incident began', () => {
    const one = fc.record({ metres: fc.integer({ min: 0, max: 200 }), seconds: fc.integer({ min: 0, max: 3_000 }) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (list) => {
        const reports = list.map(({ metres, seconds }) => report(metres, seconds));
        const { taken, incidents } = gathered(...reports);

        expect(incidents.reduce((sum, { reports: n }) => sum + n, 0)).to.equal(reports.length);
        for (const [index, each] of reports.entries()) {
          const incident = incidents.find(({ id }) => id === taken[index]?.incidentId);
          if (!incident) throw new Error('no incident');
          expect(metresBetween(each, incident)).to.be.at.most(30.001);
          expect(each.at).to.be.within(incident.firstAt, incident.lastAt);
        }
      }),
    );
  });

  it('should measure as the globe is', () => {
    expect(metresBetween({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).to.be.closeTo(111_195, 1);
    expect(metresBetween({ lat: 60, lon: 0 }, { lat: 60, lon: 1 })).to.be.closeTo(55_597, 10);
    expect(metresBetween({ lat: 10, lon: 179.9999 }, { lat: 10, lon: -179.9999 })).to.be.below(30);
  });
});
