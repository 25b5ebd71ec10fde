import { expect } from 'chai';
import fc from 'fast-check';
import type pg from 'pg';
import { type Columns, encodeRows, rowSource } from '../../engine/store/columns.ts';
import { createPool } from '../../engine/store/connection.ts';
import { useDatabase } from '../support/database.ts';

const COLUMNS: Columns = {
  word: 'text',
  words: 'textArray',
  yes: 'boolean',
  whole: 'integer',
  large: 'bigint',
  at: 'time',
  hash: 'bytes',
  value: 'json',
  state: 'jsonText',
  variables: 'jsonbText',
};

describe('store/columns', () => {
  const database = useDatabase();
  let pool: pg.Pool;

  before(() => {
    pool = createPool({ connectionString: database.url, max: 1, name: 'test', onError: () => undefined });
  });

  after(() => pool.end());

  /** What the server reads out of the parameters. */
  async function sent(rows: readonly object[]): Promise<Record<string, unknown>[]> {
    const columns = Object.keys(COLUMNS).map((name) => {
      if (name === 'words') return 'x.words::text[]';
      return name === 'hash' ? `encode(x.hash, 'hex') as hash` : `x."${name}"`;
    });
    const { rows: found } = await pool.query(
      `select ${columns.join(', ')} from ${rowSource(COLUMNS, 1)}`,
      encodeRows([{ columns: COLUMNS, rows }]),
    );
    return found;
  }

  const text = fc.string({ unit: 'grapheme', maxLength: 120 }).map((value) => value.replaceAll('\0', ''));
  const row = fc.record({
    word: fc.option(text),
    words: fc.option(fc.array(text, { maxLength: 3 })),
    yes: fc.option(fc.boolean()),
    whole: fc.option(fc.integer()),
    large: fc.option(fc.maxSafeInteger()),
    at: fc.integer({ min: 0, max: Date.UTC(3000, 0) }),
    hash: fc.option(fc.uint8Array({ maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))),
    value: fc.option(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), text, { minKeys: 1 })),
  });

  it('should give the server exactly the values of the rows, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const given = rows.map((each) => {
          const json = each.value === null ? null : JSON.stringify(each.value);
          return { ...each, state: json, variables: json };
        });

        const found = await sent(given);

        expect(found).to.deep.equal(given.map((each) => ({ ...each, state: each.value, variables: each.value })));
      }),
      { numRuns: 50 },
    );
  });

  it('should take what a row has not for null, and no time for infinity', async () => {
    const [found] = await sent([{ word: undefined }]);

    expect(found).to.deep.equal({
      word: null,
      words: null,
      yes: null,
      whole: null,
      large: null,
      at: Number.POSITIVE_INFINITY,
      hash: null,
      value: null,
      state: null,
      variables: null,
    });
  });

  it('should bring times that the database cannot hold to where they mean the same', async () => {
    const times = [-1, Date.UTC(2300, 0), Date.UTC(200_000, 0), 8.64e15];

    const found = await sent(times.map((at) => ({ at })));

    expect(found.map(({ at }) => at)).to.deep.equal([
      0,
      Date.UTC(2300, 0),
      Date.UTC(200_000, 0),
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('should hold more than fits into the room it begins with', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({ word: `${index}`.repeat(40), state: '"状态"' }));

    const found = await sent(rows);

    expect(found.map(({ word }) => word)).to.deep.equal(rows.map(({ word }) => word));
  });
});
