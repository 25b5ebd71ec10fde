import { expect } from 'chai';
import type pg from 'pg';
import { CalendarRegistry } from '../../engine/runtime/calendars.ts';
import { TestClock } from '../../engine/runtime/clock.ts';
import type { Envelope, Outcome } from '../../engine/runtime/envelope.ts';
import { Retimings } from '../../engine/runtime/retimings.ts';
import { createPool } from '../../engine/store/connection.ts';
import { findJob } from '../../engine/store/jobs/find-job.ts';
import { useDatabase } from '../support/database.ts';
import { START } from './support/rig.ts';

const CASES = 1_500;
const caseId = (n: number): string => `case-${String(n).padStart(5, '0')}`;

describe('runtime/retimings', () => {
  const database = useDatabase();
  let pool: pg.Pool;

  beforeEach(async () => {
    pool = createPool({ connectionString: database.url, max: 4, name: 'test', onError: () => undefined });
    for (const table of ['clock', 'retiming', 'job']) await pool.query(`delete from ${table}`);
    await pool.query(
      `insert into clock (instance_id, id, clock, definition_key, element_id, state, started_at, due_at, provisional, lamp, calendar)
       select 'case-' || lpad(n::text, 5, '0'), 'promised', 'promised', 'p', 'p', 'running', now(), '2027-03-01', false, 'green', 'china'
       from generate_series(1, $1::integer) n`,
      [CASES],
    );
    await pool.query(
      `insert into retiming (id, calendar, version, from_at, started_at, started_by, total) values ('r', 'china', 1, '2027-01-01', now(), 'root', $1)`,
      [CASES],
    );
    await pool.query(
      `insert into job (id, kind, payload, created_at, due_at) values ('r', 'async', '{"work":"retime"}', now(), now())`,
    );
  });

  afterEach(() => pool.end());

  const retimingsWith = async (submit: (envelope: Envelope) => Promise<Outcome>): Promise<Retimings> => {
    const calendars = new CalendarRegistry(pool);
    await calendars.refresh();
    return new Retimings({
      pool,
      calendars,
      dispatcher: { submit },
      clock: new TestClock(START),
      nudge: () => undefined,
    });
  };

  const idOf = ({ target }: Envelope): string =>
    typeof target === 'object' && 'instanceId' in target ? target.instanceId : '';

  /** The job goes on as often as it must. */
  const finish = async (retimings: Retimings): Promise<void> => {
    for (let job = await findJob(pool, 'r'); job; job = await findJob(pool, 'r')) await retimings.go(job);
  };

  it('should go through every case once, in order, and count what moved and what was refused', async () => {
    const sent: string[] = [];
    const retimings = await retimingsWith(async (envelope) => {
      const instanceId = idOf(envelope);
      sent.push(instanceId);
      if (instanceId === caseId(7)) return { ok: false, failure: { code: 'internal-error', params: { id: 'x' } } };
      return { ok: true, instanceId, answer: { moved: 2 }, replayed: false };
    });

    await finish(retimings);

    expect(sent).to.deep.equal(Array.from({ length: CASES }, (_, n) => caseId(n + 1)));
    const { rows } = await pool.query('select done, moved, failed, last_case, finished_at from retiming');
    expect(rows[0]).to.deep.include({ done: CASES, moved: 2 * (CASES - 1), failed: 1, last_case: caseId(CASES) });
    expect(rows[0].finished_at).not.to.equal(null);
  });

  it('should count every case once where two go through it at the same time, and all that moved by either', async () => {
    const timed = new Set<string>();
    const retimings = await retimingsWith(async (envelope) => {
      const instanceId = idOf(envelope);
      const moved = timed.has(instanceId) ? 0 : 1;
      timed.add(instanceId);
      return { ok: true, instanceId, answer: { moved }, replayed: false };
    });
    const job = await findJob(pool, 'r');
    if (!job) throw new Error('Expected the job to be there.');

    await Promise.all([retimings.go(job), retimings.go(job)]);
    await finish(retimings);

    const { rows } = await pool.query(
      'select done, moved, last_case, finished_at is not null as finished from retiming',
    );
    expect(rows[0]).to.deep.equal({ done: CASES, moved: CASES, last_case: caseId(CASES), finished: true });
  });

  it('should have sent the next page before the one under way is answered, and count none that is not', async () => {
    const waiting: (() => void)[] = [];
    const retimings = await retimingsWith(
      (envelope) =>
        new Promise((resolve) => {
          const outcome = { ok: true, instanceId: idOf(envelope), answer: { moved: 1 }, replayed: false } as const;
          waiting.push(() => resolve(outcome));
        }),
    );
    const job = await findJob(pool, 'r');
    if (!job) throw new Error('Expected the job to be there.');

    const going = retimings.go(job);
    while (waiting.length < CASES / 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const during = (await pool.query('select done from retiming')).rows[0];
    const timer = setInterval(() => {
      for (const answer of waiting.splice(0)) answer();
    }, 5);
    await going;
    await finish(retimings);
    clearInterval(timer);

    expect(during).to.deep.equal({ done: 0 });
    expect((await pool.query('select done from retiming')).rows[0]).to.deep.equal({ done: CASES });
  });
});
