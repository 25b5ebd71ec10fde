import { expect } from 'chai';
import fc from 'fast-check';
import pg from 'pg';
import { TYPES } from '../../engine/store/connection.ts';
import { sweepOffers } from '../../engine/store/sweep-offers.ts';
import { useDatabase } from '../support/database.ts';

const CONNECTIONS = 4;

/** What one connection does to task `n`. */
interface Step {
  readonly does: 'open' | 'claim' | 'release' | 'hand-on' | 'end' | 'sweep';
  readonly n: number;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

const steps = fc.array(
  fc.record<Step>({
    does: fc.constantFrom('open', 'open', 'claim', 'release', 'hand-on', 'end', 'sweep'),
    n: fc.integer({ min: 0, max: 11 }),
    users: fc.subarray(['ann', 'bob', '"quoted", {x}']),
    groups: fc.subarray(['g1', 'g2', 'g3']),
  }),
  { maxLength: 60 },
);

describe('store/task offers', () => {
  let pool: pg.Pool;
  after(() => pool.end());
  const database = useDatabase();
  before(() => {
    pool = new pg.Pool({ connectionString: database.url, types: TYPES, max: CONNECTIONS });
  });

  async function make({ does, n, users, groups }: Step): Promise<void> {
    const of = 'where instance_id = $1 or instance_id = $2';
    // Two tasks a step, so that one statement changes several.
    const cases = [`c${n}`, `c${(n + 5) % 12}`].sort();
    if (does === 'sweep') return sweepOffers(pool);
    if (does === 'open')
      await pool.query(
        `insert into task (id, instance_id, definition_id, definition_key, element_id, element_instance_id, name, state, candidate_users, candidate_groups, created_at, due_at, priority, visit)
         select 't' || c, c, 'd', 'd', 'e', 'x', 'Task', 'offered', $2, $3, now(), now(), 1, 1 from unnest($1::text[]) c
         on conflict (id) do update set state = 'offered', candidate_users = excluded.candidate_users, candidate_groups = excluded.candidate_groups`,
        [cases, users, groups],
      );
    else if (does === 'end') await pool.query(`delete from task ${of}`, cases);
    else if (does === 'hand-on')
      await pool.query(`update task set candidate_users = $3, candidate_groups = $4 ${of}`, [...cases, users, groups]);
    else await pool.query(`update task set state = $3 ${of}`, [...cases, does === 'claim' ? 'claimed' : 'offered']);
  }

  const tallied = () =>
    pool.query(
      `select principals, sum(n)::integer as n from task_offer group by principals having sum(n) <> 0 order by principals`,
    );
  const counted = () =>
    pool.query(`select p as principals, count(*)::integer as n from (
        select offer_principals(candidate_users, candidate_groups) as p from task where state = 'offered'
      ) as open group by 1 order by 1`);

  /** A deadlock ends one of two statements; what it would have done is then not done, and not counted. */
  const tolerate = async (step: Step): Promise<void> => {
    try {
      await make(step);
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01') throw error;
    }
  };

  it('should be what the open tasks say, whatever several connections do to them at once', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(steps, async (made) => {
        await pool.query('truncate task, task_offer');

        for (let at = 0; at < made.length; at += CONNECTIONS)
          await Promise.all(made.slice(at, at + CONNECTIONS).map(tolerate));

        expect((await tallied()).rows).to.deep.equal((await counted()).rows);
      }),
      { numRuns: 60 },
    );
  });

  it('should keep nothing of a set that no task is offered to any more', async () => {
    await pool.query('truncate task, task_offer');
    const step: Step = { does: 'open', n: 1, users: ['ann'], groups: [] };
    await make(step);
    await make({ ...step, groups: ['g1'] });
    await make({ ...step, does: 'claim' });
    await make({ ...step, does: 'open', n: 2, users: [], groups: ['g2'] });

    await sweepOffers(pool);

    const { rows } = await pool.query('select principals, n from task_offer');
    expect(rows).to.deep.equal([{ principals: ['group:g2'], n: 2 }]);
  });
});
