import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { compilers } from '../../engine/boot/compilers.ts';
import { deployFolders } from '../../engine/boot/deploy-folders.ts';
import { COMMANDS } from '../../engine/commands/index.ts';
import { caseIdOf } from '../../engine/replay/case-id.ts';
import { collectCases, type LoggedCase } from '../../engine/replay/collect.ts';
import { readMap } from '../../engine/replay/map.ts';
import { readLog } from '../../engine/replay/read-log.ts';
import { replay } from '../../engine/replay/replay.ts';
import { replayEngine } from '../../engine/replay/replay-engine.ts';
import { type ReplayReport, reportOf } from '../../engine/replay/report.ts';
import { TestClock } from '../../engine/runtime/clock.ts';
import { createRuntime, type Runtime } from '../../engine/runtime/engine.ts';
import { useDatabase, withClient } from '../support/database.ts';
import { silent } from '../support/silent.ts';

const LOG = '../shared/data/receipt.csv';
const MAP = readMap('processes/permit-receipt/map.json');

/** The log is not part of the product: without it there is nothing to live. */
(existsSync(LOG) ? describe : describe.skip)('replay/receipt log', function () {
  this.timeout(240_000);
  const database = useDatabase();
  let runtime: Runtime;
  let cases: LoggedCase[];
  const clock = new TestClock(Date.now());

  const live = async (some: readonly LoggedCase[]): Promise<ReplayReport> => {
    const engine = replayEngine(runtime, clock);
    const result = await replay(engine, MAP, some);
    const done = await engine.doneTasks(some.map(({ id }) => caseIdOf(MAP.process, id)));
    return reportOf({ map: MAP, cases: some, result, done, seconds: 1 });
  };

  before(async () => {
    cases = await collectCases(readLog(LOG), MAP);
    runtime = await createRuntime({
      databaseUrl: database.url,
      clock,
      commands: COMMANDS,
      compilers,
      adapters: [],
      logger: silent,
    });
    await deployFolders(runtime, 'processes');
  });

  after(() => runtime.stop());

  it('should stop where it is cut short', async () => {
    const cut = (done: number): void => {
      if (done > 2_000) throw new Error('pulled the plug');
    };

    const failure = await replay(replayEngine(runtime, clock), MAP, cases, { onProgress: cut }).catch(
      (error: Error) => error,
    );

    expect(failure).to.be.an('error').with.property('message', 'pulled the plug');
  });

  it('should go on from there, live all cases and find what the log says', async () => {
    const report = await live(cases);

    expect(report).to.include({ cases: 1434, events: 8577 });
    expect(report.run.casesOpened).to.be.within(1, 1433);
    expect(report.deadlines).to.deep.equal({ kept: 1342, missed: 92, none: 0 });
    expect(report.fit).to.be.at.least(0.99);
    expect(report.allowed + report.deviations.length).to.equal(8577);
  });

  it('should have marked as late exactly the cases that were open when their deadline passed', async () => {
    const counts = await withClient(database.url, async (client) => {
      const { rows } = await client.query<Record<string, number>>(
        `with found as (
           select variables, ended_at from instance_history union all select variables, null from instance
         ), seen as (
           select (variables->>'late')::boolean is true as late, ended_at is null as open,
                  (variables->>'deadline')::timestamptz as deadline, ended_at, (select max(at) from journal) as until
           from found
         )
         select count(*) filter (where not open) as ended,
                count(*) filter (where late) as late,
                count(*) filter (where late <> (coalesce(ended_at, until) > deadline)) as wrong,
                (select count(*) from incident) as incidents
         from seen`,
      );
      return rows[0];
    });

    expect(counts).to.deep.equal({ ended: 1272, late: 212, wrong: 0, incidents: 0 });
  });

  it('should change nothing when it is run again', async () => {
    const before = await live(cases);

    const again = await live(cases);

    expect(again.run).to.include({ casesOpened: 0, commands: 0 });
    expect({ ...again, run: null }).to.deep.equal({ ...before, run: null });
  });
});
