import { expect } from 'chai';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { toPositional } from '../../../adapters/sql/named-parameters.ts';
import { createSql } from '../../../adapters/sql/sql.ts';
import { createTestDatabase, type TestDatabase, withClient } from '../../support/database.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { describeRemote, type Remote } from './remote-contract.ts';

const CONTRACT = readContract(new URL('../../../adapters/sql/contract.json', import.meta.url));
const GOOD = 'select name, matches from person where id = :number';

const settingsFor = (statement = GOOD, more = {}) => ({
  kind: 'sql',
  url: 'secret:URL',
  operations: {
    'sql-example.check-person': {
      statement,
      parameters: { number: '=idNumber' },
      answer: { matches: '=row.matches' },
      errors: [{ when: '=row = null', code: 'sql-example.not-found' }],
      ...more,
    },
  },
});

const person = (idNumber = '1') => requestOf({ topic: 'sql-example.check-person', variables: { idNumber } });

describe('SQL view', () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await createTestDatabase({ empty: true });
    await withClient(database.connectionString, (client) =>
      client.query(`create table person (id text primary key, name text, matches boolean);
        insert into person select n::text, '人' || n, true from generate_series(1, 200) n`),
    );
  });
  after(() => database.drop());

  const adapterFor = (statement?: string, more?: object) =>
    createSql(CONTRACT, settingsFor(statement, more), surroundings({ secrets: { URL: database.connectionString } }));

  describeRemote({
    start: async (): Promise<Remote> => {
      let url: string | undefined = database.connectionString;
      const world = { ...surroundings(), secret: async () => url };
      return {
        adapter: createSql(CONTRACT, settingsFor(), world),
        behave: () => undefined,
        keys: () => [],
        stop: async () => {
          url = undefined;
        },
      };
    },
    good: { topic: 'sql-example.check-person', variables: { idNumber: '1' } },
    refused: { variables: { idNumber: 'nobody' }, code: 'sql-example.not-found' },
    effect: 'query',
    modes: [],
    secrets: ['postgresql://'],
    carriesKey: false,
  });

  it('should take a value for a value, whatever it looks like', async () => {
    for (const idNumber of ["1' or '1'='1", '1; drop table person', '1 --', "\\'; select 1"])
      expect(await adapterFor().call(person(idNumber))).to.deep.include({
        kind: 'error',
        code: 'sql-example.not-found',
      });

    expect(await adapterFor().call(person())).to.deep.include({ kind: 'completed' });
  });

  it('should not be able to write', async () => {
    for (const statement of [
      'with gone as (delete from person returning *) select true as matches from gone',
      'select true as matches from person where id = :number; drop table person',
      "select true as matches, setval('s', 1)",
      'select lo_unlink(1) is null as matches',
    ])
      expect((await adapterFor(statement).call(person())).kind, statement).to.equal('failed');

    const { rows } = await withClient(database.connectionString, (client) =>
      client.query('select count(*)::int as n from person'),
    );
    expect(rows[0].n).to.equal(200);
  });

  it('should give up at the time limit, and leave nothing running', async () => {
    const slow = {
      ...CONTRACT,
      operations: CONTRACT.operations.map((operation) => ({ ...operation, slo: { ...operation.slo, timeoutMs: 300 } })),
    };
    const adapter = createSql(
      slow,
      settingsFor('select true as matches from pg_sleep(30)'),
      surroundings({ secrets: { URL: database.connectionString } }),
    );

    expect((await adapter.call(person())).kind).to.equal('failed');

    const running = await withClient(database.connectionString, async (client) => {
      await client.query('select pg_sleep(0.3)');
      return client.query(
        "select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(30)%' and state = 'active' and pid <> pg_backend_pid()",
      );
    });
    expect(running.rows[0].n).to.equal(0);
  });

  it('should not give a part of too many rows for the whole', async () => {
    const statement = 'select true as matches from person';

    expect((await adapterFor(statement).call(person())).kind).to.equal('failed');
    expect((await adapterFor(statement, { maxRows: 200 }).call(person())).kind).to.equal('completed');
  });

  it('should not repeat what the database says', async () => {
    const answer = await adapterFor('select cast(name as integer) = 1 as matches from person where id = :number').call(
      person(),
    );

    expect(answer).to.deep.equal({ kind: 'failed', message: 'the database answered 22P02' });
  });

  it('should refuse operations that change something, and statements without all values', () => {
    const change = {
      ...CONTRACT,
      operations: CONTRACT.operations.map((operation) => ({ ...operation, effect: 'change' as const })),
    };

    expect(() => createSql(change, settingsFor(), surroundings())).to.throw('a view only reads');
    expect(() => createSql(CONTRACT, settingsFor('select :other'), surroundings())).to.throw(
      'Expected a value for :other',
    );
    expect(() => createSql(CONTRACT, settingsFor('delete from person'), surroundings())).to.throw(
      'Expected settings of sql',
    );
  });

  it('should see parameters, and not what only looks like them', () => {
    expect(
      toPositional(`select ':a', ":b", x::text, $$:c$$ -- :d\n /* :e */ from t where a = :a and b = :b or c = :a`),
    ).to.deep.equal({
      text: `select ':a', ":b", x::text, $$:c$$ -- :d\n /* :e */ from t where a = $1 and b = $2 or c = $1`,
      names: ['a', 'b'],
    });
  });
});
