import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import pg from 'pg';
import { readDepartmentContracts } from '../../adapters/contracts.ts';
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

  it('should have every department that there is a contract with below the city, and 600 people with heads, once', async () => {
    await addDemoPeople(pool, 'processes/demo/organisation.json', Date.UTC(2026, 0, 1));
    await addDemoOrganisation(pool, Date.UTC(2026, 0, 1));
    await addDemoOrganisation(pool, Date.UTC(2026, 0, 2));

    const { departments, people, positions } = await readOrganisation(pool);
    const heads = new Set(positions.filter(({ head }) => head).map(({ department }) => department));

    const contracts = readDepartmentContracts().map(({ name }) => name);
    const { departments: storied } = JSON.parse(readFileSync('processes/demo/organisation.json', 'utf8')) as {
      departments: readonly { id: string }[];
    };
    expect(contracts).to.have.length(42);
    const all = new Set(['city', ...contracts, ...storied.map(({ id }) => id)]);
    expect(departments.map(({ id }) => id)).to.have.members([...all]);
    expect(people).to.have.length(600);
    expect(heads.size).to.equal(all.size - storied.length);
  });
});
