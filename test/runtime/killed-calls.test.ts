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
const CASES = 30;
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
  beforeEach(() => {
    done.clear();
    arrived = 0;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await engine.close();
  });

  const caller = (): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', CALLER, database.url, office], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });

  /** What is left in the ledger, by state. */
  async function killedAndResumed(topic: string) {
    const ids = await Promise.all(Array.from({ length: CASES }, () => engine.startCase(topic)));
    const reached = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const killed = caller();
    const ended = once(killed, 'close');
    await Promise.race([reached, ended]);
    killed.kill('SIGKILL');
    await ended;
    const { rows: left } = await engine.runtime.pool.query<{ id: string }>(
      `select id from effect where instance_id = any($1) and state = 'sent'`,
      [ids],
    );
    isSilent = false;
    // The leases of the dead run out by themselves; nobody need wait for it here.
    await engine.runtime.pool.query('update job set lease_until = null where instance_id = any($1)', [ids]);
    const heir = caller();
    const [code] = await once(heir, 'close');
    const statuses = await Promise.all(ids.map(async (id) => (await engine.read(id))?.status));
    return { code, left: left.map(({ id }) => id), statuses, counts: [...done.values()] };
  }

  it('should all be done once where the department can be asked what became of them', async () => {
    const { code, left, statuses, counts } = await killedAndResumed('asked');

    expect(code).to.equal(0);
    expect(left, 'calls nobody knew the end of').to.not.deep.equal([]);
    expect(new Set(statuses)).to.deep.equal(new Set(['completed']));
    expect(counts).to.deep.equal(Array(CASES).fill(1));
  });

  it('should be done once or left to a person where it cannot, and none be lost', async () => {
    const { code, left, statuses, counts } = await killedAndResumed('mute');

    expect(code).to.equal(0);
    expect(counts.filter((count) => count !== 1)).to.deep.equal([]);
    const { rows } = await engine.runtime.pool.query<{ id: string }>(
      `select id from effect where state = 'unknown' and id = any($1)`,
      [left],
    );
    expect(rows.map(({ id }) => id).sort()).to.deep.equal([...left].sort());
    expect(left, 'calls nobody knew the end of').to.not.deep.equal([]);
    expect(statuses.filter((status) => status === 'completed')).to.have.length(CASES - left.length);
  });
});
