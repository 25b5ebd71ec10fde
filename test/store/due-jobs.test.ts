import { expect } from 'chai';
import pg from 'pg';
import { TYPES } from '../../engine/store/connection.ts';
import { claimDue } from '../../engine/store/jobs/claim-due.ts';
import { useDatabase } from '../support/database.ts';

const NOW = Date.UTC(2026, 2, 2);
const PENDING = 10_000;

describe('store/due jobs', () => {
  let pool: pg.Pool;
  after(() => pool.end());
  const database = useDatabase();
  before(() => {
    pool = new pg.Pool({ connectionString: database.url, types: TYPES, max: 2 });
  });

  it('should look at every one of ten thousand that wait, the longest due first, and find them by an index', async () => {
    await pool.query(
      `insert into job (id, kind, payload, created_at, due_at)
       select 'j' || lpad(n::text, 6, '0'), 'escalation', '{}', to_timestamp($1 / 1000.0), to_timestamp($1 / 1000.0) - (n % 977) * interval '1 minute'
       from generate_series(1, $2) n`,
      [NOW, PENDING],
    );
    await pool.query('vacuum analyze job');

    const claimed: { id: string; dueAt: number }[] = [];
    for (;;) {
      const some = await claimDue(pool, { now: NOW, limit: 500, leaseMs: 600_000 });
      if (some.length === 0) break;
      claimed.push(...some);
    }

    expect(new Set(claimed.map(({ id }) => id)).size).to.equal(PENDING);
    expect(claimed.length).to.equal(PENDING);
    expect(claimed.every(({ dueAt }, n) => n === 0 || dueAt >= (claimed[n - 1]?.dueAt ?? 0))).to.equal(true);
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `explain select id from job where state = 'open' and not suspended and kind not in ('outbox', 'script') and due_at <= now() order by due_at, id limit 10`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).to.not.contain('Seq Scan');
  });
});
