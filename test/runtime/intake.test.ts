import { expect } from 'chai';
import type { IntakeAnswer } from '../../engine/runtime/intake.ts';
import { putClass } from '../../engine/store/intake/classes.ts';
import type { Report } from '../../engine/store/intake/rows.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const FOUND = `<startEvent id="start"><messageEventDefinition messageRef="found"/></startEvent><userTask id="work"/><endEvent id="end"/>${flows('start work end')}`;

let count = 0;
const report = (more: Partial<Report> = {}): Report => ({
  source: 'camera-1',
  eventId: `e${count++}`,
  class: 'litter',
  lat: 22.5,
  lon: 114,
  at: START,
  confidence: 0.9,
  data: { photo: 'p' },
  ...more,
});

describe('runtime/intake', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(FOUND, { key: 'litter', definitions: '<message id="found" name="event.found"/>' });
    await putClass(engine.runtime.pool, {
      class: 'litter',
      message: 'event.found',
      radiusM: 30,
      windowS: 600,
      threshold: 0.8,
    });
  });
  beforeEach(async () => {
    await engine.runtime.intake.idle();
    await engine.runtime.pool.query('truncate intake_incident, intake_event, instance, message');
  });
  after(() => engine.close());

  const take = (...reports: Report[]): Promise<readonly IntakeAnswer[]> => engine.runtime.intake.take(reports);
  const cases = async (): Promise<number> => {
    await engine.runtime.intake.idle();
    return (await engine.runtime.pool.query('select from instance')).rowCount ?? -1;
  };

  it('should start one case for all that is reported of one thing', async () => {
    const answers = await take(report(), report({ source: 'camera-2', lat: 22.5001 }));
    await take(report({ at: START - 60_000 }));

    expect(answers.map((answer) => answer?.outcome)).to.deep.equal(['filing', 'merged']);
    expect(await cases()).to.equal(1);
    const { rows } = await engine.runtime.pool.query('select state, reports, instance_id from intake_incident');
    expect(rows[0]).to.deep.include({ state: 'filed', reports: 3 });
    expect(rows[0].instance_id).to.be.a('string');
  });

  it('should take a report once, however often it comes, also within one delivery and at the same time', async () => {
    const same = report();

    const within = await take(same, same);
    const at = await Promise.all(Array.from({ length: 20 }, () => take(same)));

    expect(within.map((answer) => answer?.repeated)).to.deep.equal([false, true]);
    for (const [answer] of at) expect(answer).to.deep.equal({ ...within[0], repeated: true });
    expect((await engine.runtime.pool.query('select reports from intake_incident')).rows).to.deep.equal([
      { reports: 1 },
    ]);
  });

  it('should begin one incident when many cameras see it at the same moment, in two processes', async () => {
    const other = await createTestEngine(database.url);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? engine : other).runtime.intake.take([report({ source: `camera-${index}` })]),
      ),
    );
    await other.runtime.intake.idle();
    await other.close();

    expect(await cases()).to.equal(1);
    expect((await engine.runtime.pool.query('select reports from intake_incident')).rows).to.deep.equal([
      { reports: 40 },
    ]);
  });

  it('should say so where nobody knows the class, and take the others', async () => {
    const answers = await take(report({ class: 'nobody' }), report(), report({ class: 'nobody' }));

    expect(answers.map((answer) => answer?.outcome)).to.deep.equal([undefined, 'filing', undefined]);
  });

  it('should wait for a person where it is not sure', async () => {
    await take(report({ confidence: 0.4 }));

    expect(await cases()).to.equal(0);
    await take(report({ confidence: 0.95 }));
    expect(await cases()).to.equal(1);
  });

  it('should file what a killed process has left, once', async () => {
    await take(report());
    await cases();
    await engine.runtime.pool.query(`update intake_incident set state = 'filing', instance_id = null`);

    engine.runtime.intake.file();

    expect(await cases()).to.equal(1);
    const { rows } = await engine.runtime.pool.query(
      'select state, instance_id is not null as known from intake_incident',
    );
    expect(rows).to.deep.equal([{ state: 'filed', known: true }]);
  });

  it('should agree, for 500 devices in bursts, twice and out of order, with a count by hand', async () => {
    // 50 places 200 m apart; 500 devices, ten at each place, each report delivered twice and shuffled by a fixed rule.
    const reports = Array.from({ length: 500 }, (_, device) =>
      report({
        source: `device-${device}`,
        lat: 22.5 + Math.floor(device / 10) * 0.0018 + (device % 10) * 0.00001,
        at: START + ((device * 37) % 300) * 1_000,
      }),
    );
    const twice = [...reports, ...reports]
      .map((each, index) => [(index * 7_919) % 1_000, each] as const)
      .sort(([a], [b]) => a - b);

    await Promise.all(
      Array.from({ length: 10 }, (_, part) =>
        take(...twice.slice(part * 100, part * 100 + 100).map(([, each]) => each)),
      ),
    );

    const { rows } = await engine.runtime.pool.query(
      'select count(*)::int as incidents, sum(reports)::int as reports from intake_incident',
    );
    expect(rows[0]).to.deep.equal({ incidents: 50, reports: 500 });
    expect(await cases()).to.equal(50);
  });
});
