import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { readContract } from '../../adapters/kit/read-contract.ts';
import { createRest } from '../../adapters/rest/rest.ts';
import { surroundings } from '../adapters/http/support.ts';
import { DOCUMENT } from '../adapters/kit/openapi/support.ts';
import { tongban } from './support/tongban.ts';

/** It opens no database. */
const run = (...args: readonly string[]) => tongban('', ...args);

describe('tongban contract', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-contract-'));
    file = join(folder, 'water.json');
    writeFileSync(file, JSON.stringify(DOCUMENT));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('should write the page of a contract', async () => {
    const exit = await run('contract', 'tax', '--language', 'en');

    expect(exit.code, exit.stderr).to.equal(0);
    expect(exit.stdout).to.contain('# Tax bureau (`tax`)');
  });

  it('should make contract and connection from an OpenAPI document, once', async () => {
    const out = join(folder, 'water');
    const make = () => run('contract', 'from-openapi', file, '--name', 'water', '--level', '2', '--out', out);

    const [first, again] = [await make(), await make()];

    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.contain('water.get-meter (query)');
    const { connections } = JSON.parse(readFileSync(join(out, 'connection.json'), 'utf8'));
    const contract = readContract(new URL(`file://${out}/contract.json`));
    expect(createRest(contract, connections.water, surroundings()).topics).to.have.length(4);
    expect(again.code).to.equal(2);
  });

  it('should make the same of a document in YAML', async () => {
    const yaml = join(folder, 'water.yaml');
    writeFileSync(yaml, stringify(DOCUMENT));
    const make = (source: string) => run('contract', 'from-openapi', source, '--name', 'water', '--level', '2');

    const [fromJson, fromYaml] = [await make(file), await make(yaml)];

    expect(fromYaml.code, fromYaml.stderr).to.equal(0);
    expect(JSON.parse(fromYaml.stdout)).to.deep.equal(JSON.parse(fromJson.stdout));
  });

  it('should say all that keeps it from making one, and exit with 2', async () => {
    const missing = await run('contract', 'from-openapi', file, '--name', 'water');
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'openapi: 3.0.3\ninfo: [');
    const other = await run('contract', 'from-openapi', broken, '--name', 'water');

    expect([missing.code, other.code]).to.deep.equal([2, 2]);
    expect(missing.stderr)
      .to.contain('GET /meters/{meter-id}: no data level')
      .and.contain('POST /connections: no data');
    expect(other.stderr).to.contain('Expected an OpenAPI document in JSON or YAML, but it is neither');
  });
});
