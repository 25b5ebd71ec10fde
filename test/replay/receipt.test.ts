import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { deployFolders } from '../../engine/boot/deploy-folders.ts';
import { caseIdOf } from '../../engine/replay/case-id.ts';
import { collectCases, type LoggedCase } from '../../engine/replay/collect.ts';
import { readMap } from '../../engine/replay/map.ts';
import { readLog } from '../../engine/replay/read-log.ts';
import { replay } from '../../engine/replay/replay.ts';
import { replayEngine } from '../../engine/replay/replay-engine.ts';
import { type ReplayReport, reportOf } from '../../engine/replay/report.ts';
import { useServer } from '../api/support/server.ts';

const LOG = '../shared/data/receipt.csv';
const MAP = readMap('processes/permit-receipt/map.json');
const PARTS = 12;

interface Pencilled {
  readonly start: number;
  readonly last: number;
  readonly deadline: number;
}

/** The log as somebody with a pencil reads it: when each case began, was last worked on, and had to be done. */
function pencilled(): readonly Pencilled[] {
  const [head = '', ...lines] = readFileSync(LOG, 'utf8').trim().split(/\r?\n/);
  expect(head).to.not.contain('"');
  const column = (name: string): number => head.split(',').indexOf(name);
  const [id, start, deadline, time] = ['case:concept:name', 'case:startdate', 'case:deadline', 'time:timestamp'].map(
    column,
  );
  const cases = new Map<string, Pencilled>();
  for (const line of lines) {
    const cells = line.split(',');
    const at = (index = -1): number => Date.parse((cells[index] ?? '').replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
    const name = cells[id ?? -1] ?? '';
    const known = cases.get(name) ?? { start: at(start), last: at(time), deadline: at(deadline) };
    cases.set(name, {
      start: Math.min(known.start, at(start), at(time)),
      last: Math.max(known.last, at(time)),
      deadline: known.deadline,
    });
  }
  return [...cases.values()];
}

/** The log is not part of the product: without it there is nothing to live. */
(existsSync(LOG) ? describe : describe.skip)('replay/receipt log', function () {
  this.timeout(400_000);
  const server = useServer();
  let cases: LoggedCase[];

  const live = async (some: readonly LoggedCase[]): Promise<ReplayReport> => {
    const engine = replayEngine(server.runtime, server.clock);
    const result = await replay(engine, MAP, some);
    const done = await engine.doneTasks(some.map(({ id }) => caseIdOf(MAP.process, id)));
    return reportOf({ map: MAP, cases: some, result, done, seconds: 1 });
  };

  before(async () => {
    cases = await collectCases(readLog(LOG), MAP);
    await deployFolders(server.runtime, 'processes');
  });

  it('should stop where it is cut short', async () => {
    const cut = (done: number): void => {
      if (done > 2_000) throw new Error('pulled the plug');
    };

    const failure = await replay(replayEngine(server.runtime, server.clock), MAP, cases, { onProgress: cut }).catch(
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
    const { rows } = await server.database.query<Record<string, number>>(
      `with found as (
         select variables, ended_at from instance_history union all select variables, null from instance
       ), seen as (
         select (variables->>'late')::boolean is true as late, ended_at is null as open,
                (variables->>'deadline')::timestamptz as deadline, ended_at
         from found
       )
       select count(*) filter (where not open)::int as ended,
              count(*) filter (where late)::int as late,
              count(*) filter (where late <> (ended_at > deadline))::int as wrong,
              (select count(*) from incident)::int as incidents
       from seen`,
    );

    expect(rows[0]).to.deep.equal({ ended: 1434, late: 92, wrong: 0, incidents: 0 });
  });

  describe('the board as of', () => {
    const ask = async (path: string) => {
      const { status, body } = await server.as('root').get(path);
      expect(status, JSON.stringify(body)).to.equal(200);
      return body;
    };
    const shown = async (at: number) => {
      const query = `at=${encodeURIComponent(new Date(at).toISOString())}&clock=promised&definitionKey=permit-receipt`;
      const board = await ask(`/sla/board?${query}&by=lamp`);
      const breaches = await ask(`/sla/breaches?${query}&count=true&limit=500`);
      expect(breaches.items).to.have.length(breaches.total);
      const departments = new Set(breaches.items.map(({ department }: { department: string }) => department));
      expect([...departments].filter((one) => one !== 'housing-construction')).to.deep.equal([]);
      return { open: board.total, late: board.lamps.red + board.lamps['double-red'], breached: breaches.total };
    };
    const counted = (log: readonly Pencilled[], at: number) => {
      const open = log.filter(({ start, last }) => start <= at && at < last);
      return {
        open: open.length,
        late: open.filter(({ deadline }) => deadline < at).length,
        breached: log.filter(({ last, deadline }) => deadline < Math.min(at, last)).length,
      };
    };

    it('should count what the log says at instants all over it, and 92 late cases in the end', async () => {
      const log = pencilled();
      const first = Math.min(...log.map(({ start }) => start));
      const last = Math.max(...log.map((one) => one.last));
      const instants = Array.from({ length: PARTS + 1 }, (_, part) =>
        Math.round(first + ((last - first) * part) / PARTS),
      );

      for (const at of instants) expect(await shown(at), new Date(at).toISOString()).to.deep.equal(counted(log, at));

      expect(log).to.have.length(1434);
      expect(counted(log, last)).to.deep.equal({ open: 0, late: 0, breached: 92 });
      expect(instants.map((at) => counted(log, at).late).filter((late) => late > 0).length).to.be.greaterThan(
        PARTS / 2,
      );
    });

    it('should say whose clock ran when, up to then', async () => {
      const log = pencilled();
      const busiest = log
        .map(({ deadline }) => deadline + 1)
        .reduce((best, at) => (counted(log, at).late > counted(log, best).late ? at : best), 0);
      const query = `at=${encodeURIComponent(new Date(busiest).toISOString())}&clock=promised&count=true&limit=500`;

      const { items } = await ask(`/sla/breaches?${query}`);

      const open = items.filter(({ stoppedAt }: { stoppedAt: string | null }) => stoppedAt === null);
      expect(open).to.have.length(counted(log, busiest).late);
      for (const { runs, holders } of items)
        for (const { until } of [...runs, ...holders])
          if (until !== null) expect(Date.parse(until)).to.be.at.most(busiest);
    });
  });

  it('should change nothing when it is run again', async () => {
    const before = await live(cases);

    const again = await live(cases);

    expect(again.run).to.include({ casesOpened: 0, commands: 0 });
    expect({ ...again, run: null }).to.deep.equal({ ...before, run: null });
  });
});
