import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { useItems } from '../../engine/boot/use-items.ts';
import { findItem } from '../../engine/store/items/items.ts';
import { item } from '../items/items.ts';
import { createTestEngine, type TestEngine } from '../runtime/support/engine.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';

const PROCESS = `<startEvent id="start"/><endEvent id="end"/>${flows('start end')}`;
const named = (en: string) => ({ name: { zh: '店铺', en } });

describe('service items at the start', () => {
  const database = useDatabase();
  let root: string;
  let engine: TestEngine;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'tongban-items-'));
    engine = await createTestEngine(database.url);
    await engine.deploy(PROCESS, { key: 'shops' });
    await engine.runtime.pool.query('delete from service_item');
  });
  afterEach(async () => {
    await engine.close();
    rmSync(root, { recursive: true, force: true });
  });

  function write(folder: string, content: object | string): void {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(
      join(root, folder, 'item.json'),
      typeof content === 'string' ? content : JSON.stringify({ ...content, processKey: 'shops' }),
    );
  }
  const use = () => useItems(engine.runtime, root, engine.logger);
  const warnings = () => engine.logger.lines.filter(({ level }) => level === 'warn');

  it('should take a change with a higher version', async () => {
    write('shop', item(named('first')));
    await use();
    write('shop', item({ ...named('second'), version: 2 }));

    await use();

    expect(await findItem(engine.runtime.pool, 'shop')).to.deep.include({ version: 2 });
    expect(warnings()).to.deep.equal([]);
  });

  it('should go on with the version in use where a change has the same number, and say so', async () => {
    write('shop', item(named('first')));
    await use();
    write('shop', item(named('second')));
    write('stall', item({ key: 'stall', code: 'X-2' }));

    await use();

    const inUse = await findItem(engine.runtime.pool, 'shop');
    expect(inUse?.content.name.en).to.equal('first');
    expect(await findItem(engine.runtime.pool, 'stall')).to.deep.include({ version: 1 });
    const [warning] = warnings();
    expect(warning?.fields).to.deep.include({ file: join(root, 'shop', 'item.json'), item: 'shop', inUse: 1 });
    expect(JSON.stringify(warning?.fields)).to.include('greater than 1');
    expect(warning?.message).to.include('higher version');
  });

  it('should go on with the version in use where the new one has an error', async () => {
    write('shop', item(named('first')));
    await use();
    write('shop', { ...item({ ...named('second'), version: 2 }), colour: 'red' });

    await use();

    expect((await findItem(engine.runtime.pool, 'shop'))?.content.name.en).to.equal('first');
    expect(JSON.stringify(warnings()[0]?.fields)).to.include('colour');
  });

  it('should not start with a new item that has an error, or a file that is no JSON, and name it', async () => {
    write('shop', item({ after: ['shop'] }));
    const refused = await use().catch(String);
    write('shop', '{');
    const unread = await use().catch(String);

    expect(refused).to.include('shop: an item cannot come after itself');
    expect(unread).to.include(join(root, 'shop', 'item.json'));
  });
});
