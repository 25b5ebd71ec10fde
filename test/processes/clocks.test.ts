import { expect } from 'chai';
import type { ClockRecord } from '../../engine/core/clock-record.ts';
import type { Definition } from '../../engine/model/graph.ts';
import { runScenario } from '../../engine/scenario/run-scenario.ts';
import { processFolders } from './catalogue.ts';
import { alive, definitionOf } from './live.ts';

let definitions: readonly Definition[] = [];

/** What was recorded of a clock of the case, or of one of its stages, while a scenario was lived. */
async function recorded(
  process: string,
  name: string,
  { clock, stage }: { readonly clock: ClockRecord['clock']; readonly stage?: string },
): Promise<readonly ClockRecord[]> {
  const folder = processFolders.find((one) => one.name === process);
  const scenario = folder?.scenarios.scenarios.find((one) => one.name.en === name);
  const definition = definitions.find(({ key }) => key === process);
  if (!scenario || !definition) throw new Error(`Expected the scenario "${name}" of ${process}.`);
  const { engine, driver } = alive(definition, definitions);
  const { problems } = await runScenario(process, scenario, driver);
  expect(problems).to.deep.equal([]);
  const [first] = engine.cases();
  const events = await driver.journal(first?.state.id ?? '');
  const node = stage === undefined ? -1 : definition.graph.byId.get(stage);
  const stages = new Set(
    events.flatMap((event) =>
      event.type === 'elementEntered' && event.element.def === 0 && event.element.node === node
        ? [event.element.id]
        : [],
    ),
  );
  const isOfIt = ({ element }: ClockRecord): boolean => (element === null ? node === -1 : stages.has(element));
  return events.flatMap((event) =>
    event.type === 'clockRecorded' && event.record.clock === clock && isOfIt(event.record) ? [event.record] : [],
  );
}

const wall = (instant: number | undefined): string =>
  instant === undefined ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

describe('limits of the law in the processes', () => {
  before(async () => {
    definitions = await Promise.all(processFolders.map(definitionOf));
  });

  it('should count from the day of receipt where silence has accepted the application', async () => {
    for (const clock of ['statutory', 'promised'] as const) {
      const [start] = await recorded('government-service', 'deemed accepted', { clock });

      expect(start?.effect).to.equal('start');
      expect(wall(start?.at)).to.equal('2026-03-02T09:00');
    }
  });

  for (const [process, scenario, procedures] of [
    ['government-service', 'online, every check, changed once, asked for progress, a bad rating', 1],
    ['government-service', 'manual check, a hearing, returned, collective, refused', 2],
    ['opening-a-restaurant', 'everything, corrections, each result at once', 1],
    ['construction-permit', 'a small project, begun in time', 0],
    ['construction-permit', 'everything applies, off-site fee, drawings changed', 3],
  ] as const) {
    it(`should stand still from its notice to its end in a special procedure: ${process}, ${scenario}`, async () => {
      const records = await recorded(process, scenario, { clock: 'statutory' });

      const pauses = records.filter(({ effect }) => effect === 'pause');
      expect(pauses).to.have.length(procedures);
      expect(records.filter(({ effect }) => effect === 'resume')).to.have.length(procedures);
      for (const { basis, document } of pauses) {
        expect(basis).to.match(/行政许可法/);
        expect(document).to.match(/特程/);
      }
    });
  }

  it('should wait for the applicant where something is missing, and give acceptance five days anew', async () => {
    const records = await recorded('ca-intake', 'supplemented by the called process, then accepted', {
      clock: 'acceptance',
    });

    expect(records.map(({ effect, reason }) => `${effect} ${reason}`)).to.deep.equal([
      'start begun',
      'pause request-supplement',
      'stop supplied',
      'start supplied',
      'stop ended',
    ]);
  });

  const said = ({ effect, amount }: ClockRecord): string =>
    [effect, ...(amount ? [amount.n, amount.unit] : [])].join(' ');

  it('should give the food licence ten working days of its own, without the joint inspection, and once five more', async () => {
    const records = await recorded(
      'opening-a-restaurant',
      'the food licence is extended once by 5, the inspection is not counted',
      { clock: 'statutory', stage: 'Sub_Food' },
    );

    expect(records.map(said)).to.deep.equal(['start 10 workingDay', 'pause', 'resume', 'extend 5 workingDay', 'stop']);
    expect(records[0]?.department).to.equal('market-regulation');
  });

  it('should give the fire authority ten working days of its own, the visit included', async () => {
    const records = await recorded('opening-a-restaurant', 'everything, corrections, each result at once', {
      clock: 'statutory',
      stage: 'Sub_FireCheck',
    });

    expect(records.map(said)).to.deep.equal(['start 10 workingDay', 'stop']);
    expect(records[0]?.department).to.equal('fire-rescue');
  });

  it('should count food and fire from the day of receipt where silence has accepted the application', async () => {
    for (const stage of ['Sub_Food', 'Sub_FireCheck']) {
      const [start] = await recorded('opening-a-restaurant', 'silence accepts: food and fire count from the receipt', {
        clock: 'statutory',
        stage,
      });

      expect(wall(start?.at), stage).to.equal('2026-03-02T09:00');
    }
  });

  it('should count the seven days of the permit from when its preconditions are met, as is declared', async () => {
    const [start] = await recorded('construction-permit', 'a small project, begun in time', {
      clock: 'statutory',
      stage: 'Sub_Permit',
    });

    expect(start && said(start)).to.equal('start 7 workingDay');
    expect(wall(start?.at)).to.equal('2026-03-02T09:00');
  });

  it('should count the seven days of the permit from the receipt of the case where the analyst declares intake', async () => {
    const folder = processFolders.find(({ name }) => name === 'construction-permit');
    const scenario = folder?.scenarios.scenarios.find(
      ({ name }) => name.en === 'the permit counts from when it is ready',
    );
    if (!folder || !scenario) throw new Error('Expected the scenario in construction-permit.');
    const due = async (declared: string): Promise<readonly string[]> => {
      const xml = folder.xml.replace(
        'permitApplicationReceived: "preconditions"',
        `permitApplicationReceived: "${declared}"`,
      );
      const definition = await definitionOf({ ...folder, xml });
      const { engine, driver } = alive(definition, definitions);
      const { problems } = await runScenario(folder.name, scenario, driver);
      expect(problems).to.deep.equal([]);
      return Object.values(engine.cases()[0]?.state.readings ?? {})
        .filter(({ clock, element }) => clock === 'statutory' && element !== null)
        .map(({ startedAt, dueAt }) => `${wall(startedAt)} to ${wall(dueAt)}`);
    };

    expect(await due('preconditions')).to.deep.equal(['2026-03-04T09:00 to 2026-03-14T00:00']);
    expect(await due('intake')).to.deep.equal(['2026-03-02T09:00 to 2026-03-12T00:00']);
  });

  it('should extend what the law lets the head extend: registration by three working days, a residence permit to thirty days', async () => {
    const registration = await recorded('starting-a-business', 'no record of the identity; reminder; extension', {
      clock: 'statutory',
    });
    const permit = await recorded('rented-home', 'the residence permit takes up to thirty days', {
      clock: 'statutory',
      stage: 'Sub_Permit',
    });

    expect(registration.map(said)).to.deep.equal(['start 3 workingDay', 'extend 3 workingDay', 'stop']);
    expect(permit.map(said)).to.deep.equal(['start 15 calendarDay', 'extend 15 calendarDay', 'stop']);
  });
});
