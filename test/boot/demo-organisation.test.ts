import { expect } from 'chai';
import pg from 'pg';
import { addDemoOrganisation } from '../../engine/boot/demo-organisation.ts';
import { addDemoPeople } from '../../engine/boot/demo-people.ts';
import { readOrganisation } from '../../engine/store/people/read-organisation.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

describe('boot/demo-organisation', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  before(async function () {
    this.timeout(60_000);
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.connectionString, max: 2 });
  });
  after(async () => {
    await pool.end();
    await database.drop();
  });

  it('should have 42 departments and 600 people with heads, once', async () => {
    await addDemoPeople(pool, 'processes/demo/organisation.json');
    await addDemoOrganisation(pool, Date.UTC(2026, 0, 1));
    await addDemoOrganisation(pool, Date.UTC(2026, 0, 2));

    const { departments, people, positions } = await readOrganisation(pool);
    const heads = new Set(positions.filter(({ head }) => head).map(({ department }) => department));

    expect([departments.length, people.length]).to.deep.equal([42, 600]);
    expect(heads.size).to.equal(33);
  });
});
