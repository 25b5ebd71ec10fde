import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

const CALLER = fileURLToPath(new URL('support/caller.ts', import.meta.url));
const CASES = 15;
/** So many calls arrive, and of these nobody hears any more: the process that made them is killed. */
const BEFORE_THE_END = 12;

const task = (topic: string) =>
  `<startEvent id="start"/><serviceTask id="ask" tb:topic="${topic}" tb:retry="R3/PT1S"/><endEvent id="end"/>${flows('start ask end')}`;

describe('runtime/effects of a process that is killed in the middle of a batch', function () {
  this.timeout(120_000);
  const database = useDatabase();
  const done = new Map<string, number>();
  let server: Server;
  let office: string;
  let engine: TestEngine;
  let arrived = 0;
  let isSilent = false;
  let enough = (): void => undefined;

  before(async () => {
    server = createServer((request, response) => {
      const [, what = '', key = ''] = (request.url ?? '').split('/');
      if (what === 'known') return void response.end(done.has(key) ? 'yes' : 'no');
      done.set(key, (done.get(key) ?? 0) + 1);
      arrived += 1;
      if (arrived >= BEFORE_THE_END) {
        isSilent ||= arrived === BEFORE_THE_END;
        enough();
      }
      if (!isSilent) response.end('done');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    office = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Without adapters: it opens cases and calls nobody.
    engine = await createTestEngine(database.url);
    for (const topic of ['asked', 'mute']) await engine.deploy(task(topic), { key: topic });
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await engine.close();
  });

  const run = (): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', CALLER, database.url, office], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });

  async function killInTheMiddle(): Promise<void> {
    const reached = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const killed = run();
    const ended = once(killed, 'close');
    await Promise.race([reached, ended]);
    killed.kill('SIGKILL');
    await ended;
    isSilent = false;
  }

  const open = (key: string) => Promise.all(Array.from({ length: CASES }, () => engine.startCase(key)));
  const effectsOf = async (ids: readonly string[], state: string) => {
    const { rows } = await engine.runtime.pool.query<{ id: string }>(
      'select id from effect where instance_id = any($1) and state = $2 order by id',
      [ids, state],
    );
    return rows.map(({ id }) => id);
  };
  const completed = async (ids: readonly string[]): Promise<number> => {
    const cases = await Promise.all(ids.map((id) => engine.read(id)));
    return cases.filter((each) => each?.status === 'completed').length;
  };

  it('should be done once where one can ask, done once or left to a person where one cannot, and none be lost', async () => {
    const [asked, mute] = [await open('asked'), await open('mute')];

    await killInTheMiddle();
    const inDoubt = [...(await effectsOf(asked, 'sent')), ...(await effectsOf(mute, 'sent'))];
    const inDoubtMute = await effectsOf(mute, 'sent');
    // The leases of the dead run out by themselves; nobody need wait for it here.
    await engine.runtime.pool.query('update job set lease_until = null');
    const [code] = await once(run(), 'close');

    expect(code).to.equal(0);
    expect(inDoubt, 'calls nobody knew the end of').to.not.deep.equal([]);
    expect(
      [...done.values()].filter((count) => count !== 1),
      'done twice',
    ).to.deep.equal([]);
    expect(await completed(asked)).to.equal(CASES);
    expect(
      (await effectsOf(asked, 'confirmed')).filter((id) => !done.has(id)),
      'confirmed, never done',
    ).to.deep.equal([]);
    expect(await effectsOf(mute, 'unknown')).to.deep.equal(inDoubtMute);
    expect(await completed(mute)).to.equal(CASES - inDoubtMute.length);
  });
});
