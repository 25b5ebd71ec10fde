import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { dumpSchema } from '../../engine/store/dump-schema.ts';
import { useDatabase, withClient } from '../support/database.ts';

const FILE = fileURLToPath(new URL('../../engine/store/schema.sql', import.meta.url));

describe('store/schema.sql', () => {
  const database = useDatabase();

  it('should be what all migrations together give (UPDATE_SCHEMA=1 rewrites it)', async () => {
    const dump = await withClient(database.url, dumpSchema);
    if (process.env.UPDATE_SCHEMA) writeFileSync(FILE, dump);

    const committed = readFileSync(FILE, 'utf8');

    expect(dump).to.equal(committed);
  });
});
