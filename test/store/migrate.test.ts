import { expect } from 'chai';
import { DatabaseTooNew, migrate } from '../../engine/store/migrate.ts';
import { MIGRATIONS } from '../../engine/store/migrations/index.ts';
import { createTestDatabase, type TestDatabase, withClient } from '../support/database.ts';

describe('store/migrate', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterEach(() => database.drop());

  const applied = () =>
    withClient(database.connectionString, async (client) =>
      (await client.query<{ name: string }>('select name from migration order by name')).rows.map((row) => row.name),
    );

  it('should apply every migration once when ten processes start at the same time', async () => {
    const runs = await Promise.all(Array.from({ length: 10 }, () => migrate(database.connectionString)));

    expect(runs.flat().sort()).to.deep.equal(MIGRATIONS.map((migration) => migration.name).sort());
  });

  it('should apply only what is missing', async () => {
    const [first] = MIGRATIONS;
    if (!first) throw new Error('Expected a first migration.');
    await migrate(database.connectionString, [first]);

    const second = await migrate(database.connectionString, [
      first,
      { name: '999-more', up: 'create table more (id int)' },
    ]);

    expect(second).to.deep.equal(['999-more']);
  });

  it('should leave nothing behind when a step fails', async () => {
    const broken = [
      { name: '001-good', up: 'create table good (id int)' },
      { name: '002-bad', up: 'create tabel bad' },
    ];

    const failure = await migrate(database.connectionString, broken).catch((error: Error) => error.message);

    expect(failure).to.contain('syntax error');
    const tables = await withClient(database.connectionString, (client) =>
      client.query("select from pg_tables where schemaname = 'public'"),
    );
    expect(tables.rowCount).to.equal(0);
  });

  it('should refuse a database that is newer than the code', async () => {
    await migrate(database.connectionString, [...MIGRATIONS, { name: '999-future', up: 'select 1' }]);

    const failure = await migrate(database.connectionString).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(DatabaseTooNew);
    expect(await applied()).to.include('999-future');
  });
});
