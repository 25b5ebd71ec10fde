import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { compilersWith } from '../../engine/boot/compilers.ts';
import { deployFolders } from '../../engine/boot/deploy-folders.ts';
import { COMMANDS } from '../../engine/commands/index.ts';
import { systemClock } from '../../engine/runtime/clock.ts';
import { createRuntime, type Runtime } from '../../engine/runtime/engine.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silent } from '../support/silent.ts';

const model = (name: string): string =>
  bpmn(`<startEvent id="start"/><endEvent id="end"/>${flows('start end')}`, {
    key: 'shipped',
    attributes: `name="${name}"`,
  });

describe('boot/deploy-folders', () => {
  let database: TestDatabase;
  let runtime: Runtime;
  let root: string;
  const ship = (name: string): void => writeFileSync(join(root, 'shipped', 'shipped.bpmn'), model(name));
  const inEffect = (): [number, string] | undefined => {
    const head = runtime.definitions.latest('process', 'shipped');
    return head && [head.version, head.name];
  };
  const count = async (): Promise<number> =>
    (await runtime.pool.query('select count(*)::int as n from deployment')).rows[0].n;

  before(async () => {
    database = await createTestDatabase();
    const compilers = compilersWith({ soundness: 'warning', soundnessStates: null });
    const options = { databaseUrl: database.connectionString, clock: systemClock, logger: silent };
    runtime = await createRuntime({ ...options, commands: COMMANDS, compilers, adapters: [] });
    root = mkdtempSync(join(tmpdir(), 'tongban-folders-'));
    mkdirSync(join(root, 'shipped'));
  });

  after(async () => {
    await runtime.stop();
    await database.drop();
    rmSync(root, { recursive: true, force: true });
  });

  it('should leave in effect at a start what somebody has deployed since, until the folder is another', async () => {
    ship('as shipped');
    await deployFolders(runtime, root);
    const resources = [{ name: 'shipped.bpmn', content: model('of Monday') }];
    await runtime.deployments.deploy({ name: 'Monday', resources, by: 'xu' });
    const before = await count();

    await deployFolders(runtime, root);

    expect(inEffect()).to.deep.equal([2, 'of Monday']);
    expect(await count(), 'no deployment of what is as it was').to.equal(before);
    ship('shipped anew');
    await deployFolders(runtime, root);
    expect(inEffect()).to.deep.equal([3, 'shipped anew']);
  });
});
