import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { canReach, serverAccount } from '../../engine/store/embedded/account.ts';
import { locateBinaries, NoEmbeddedPostgres, packagedBinaries } from '../../engine/store/embedded/binaries.ts';
import { chooseDataDirectory } from '../../engine/store/embedded/data-directory.ts';
import { type EmbeddedServer, startEmbedded } from '../../engine/store/embedded/launch.ts';
import { isAlive, readPostmaster } from '../../engine/store/embedded/postmaster.ts';
import { withClient } from '../support/database.ts';

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

/** A process that has ended stays visible until somebody has taken note of it. */
async function isGone(pid: number): Promise<boolean> {
  for (let waited = 0; isAlive(pid) && waited < 5_000; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return !isAlive(pid);
}

describe('store/embedded', function () {
  this.timeout(60_000);
  let home: string;
  let dataDir: string;
  let servers: EmbeddedServer[];

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'tongban-embedded-'));
    chmodSync(home, 0o755);
    dataDir = join(home, 'pg');
  });

  beforeEach(() => {
    servers = [];
  });

  afterEach(async () => {
    for (const server of servers) await server.stop();
  });

  after(() => rmSync(home, { recursive: true, force: true }));

  async function start(fsync = false): Promise<EmbeddedServer> {
    const server = await startEmbedded({ dataDir, fsync });
    servers.push(server);
    return server;
  }

  const ask = (server: EmbeddedServer, query: string) =>
    withClient(server.connectionString, async (client) => Object.values((await client.query(query)).rows[0])[0]);
  const pidOf = (directory: string): number => readPostmaster(directory)?.pid ?? 0;

  it('should start a PostgreSQL that only this machine can reach, and stop it', async () => {
    const server = await start();

    const address = await ask(server, 'show listen_addresses');
    const password = await withClient(
      server.connectionString.replace(/:[0-9a-f]+@/, ':wrong@'),
      async () => 'let in',
    ).catch((error: Error) => error.message);
    const pid = pidOf(dataDir);
    await server.stop();

    expect(address).to.be.oneOf(['', '127.0.0.1']);
    expect(password).to.match(/password authentication failed/);
    expect(isAlive(pid)).to.equal(false);
    expect(readdirSync(home).filter((name) => name.endsWith('.draft') || name.endsWith('.password'))).to.deep.equal([]);
  });

  it('should never run as root', async () => {
    await start();

    expect(statSync(dataDir).uid).to.equal(isRoot ? NOBODY.uid : process.getuid?.());
  });

  it('should sort and match Chinese', async () => {
    const server = await start();

    const sorted = await ask(
      server,
      `select string_agg(name, '' order by name collate "zh-x-icu") from unnest(array['张','李','阿','王']) name`,
    );

    expect(sorted).to.equal('阿李王张');
  });

  it('should adopt a server that is already running on the directory', async () => {
    const first = await start();
    const second = await start();

    expect(second.adopted).to.equal(true);
    expect(second.connectionString).to.equal(first.connectionString);
  });

  it('should leave the server running while somebody else is connected', async () => {
    const server = await start();
    const other = new pg.Client({ connectionString: server.connectionString });
    await other.connect();

    await server.stop();
    const answered = (await other.query('select 1 as one')).rows;
    await other.end();
    await server.stop();

    expect(answered).to.deep.equal([{ one: 1 }]);
    expect(readPostmaster(dataDir)).to.equal(undefined);
  });

  it('should start again over the lock file and keep the data when everything was killed', async () => {
    const server = await start(true);
    await withClient(server.connectionString, (client) => client.query('create table kept as select 7 as n'));
    process.kill(pidOf(dataDir), 'SIGKILL');

    const again = await start();

    expect(again.adopted).to.equal(false);
    expect(await ask(again, 'select n from kept')).to.equal(7);
  });

  describe('whose directory is deleted while it runs', () => {
    it('should not be in the way of a new one in the same place', async () => {
      const lost = await start();
      const socketsOf = (server: EmbeddedServer) => new URL(server.connectionString).searchParams.get('host');
      rmSync(dataDir, { recursive: true, force: true });

      const again = await start();

      expect(again.adopted).to.equal(false);
      expect(await ask(again, 'select 1')).to.equal(1);
      expect(socketsOf(again)).not.to.equal(socketsOf(lost));
    });

    // Elsewhere nothing proves whose a process is; PostgreSQL ends by itself within a minute.
    if (process.platform === 'linux') {
      it('should be stopped by the next start, its sockets removed', async () => {
        const lost = await start();
        const pid = pidOf(dataDir);
        rmSync(dataDir, { recursive: true, force: true });

        await start();

        expect(await isGone(pid)).to.equal(true);
        expect(existsSync(new URL(lost.connectionString).searchParams.get('host') ?? '')).to.equal(false);
      });

      it('should be stopped by whoever started it', async () => {
        const server = await start();
        const pid = pidOf(dataDir);
        rmSync(dataDir, { recursive: true, force: true });

        await server.stop();

        expect(await isGone(pid)).to.equal(true);
      });
    }

    it('should be left alone where the directory was only moved', async () => {
      const server = await start();
      const pid = pidOf(dataDir);
      renameSync(dataDir, `${dataDir}-moved`);

      await startEmbedded({ dataDir, fsync: false }).then((other) => other.stop());
      const wasLeft = isAlive(pid);
      rmSync(dataDir, { recursive: true });
      renameSync(`${dataDir}-moved`, dataDir);
      await server.stop();

      expect(wasLeft).to.equal(true);
      expect(isAlive(pid)).to.equal(false);
    });
  });

  it('should not take the process that has the number of a dead server by now for the server', async () => {
    const server = await start();
    await server.stop();
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n/nowhere\n\n 1 1\nready   \n`);

    const again = await start();

    expect(again.adopted).to.equal(false);
    expect(await ask(again, 'select 1')).to.equal(1);
  });

  it('should refuse data of another major version and say what to do', async () => {
    await (await start()).stop();
    const version = readFileSync(join(dataDir, 'PG_VERSION'));
    writeFileSync(join(dataDir, 'PG_VERSION'), '9\n');

    const failure = await start().catch((error: Error) => error.message);

    writeFileSync(join(dataDir, 'PG_VERSION'), version);

    expect(failure).to.contain('but it is of version 9');
  });

  it('should come up when two processes start it at the same moment', async () => {
    const [first, second] = await Promise.all([start(), start()]);

    expect(await ask(first, 'select 1')).to.equal(1);
    expect(await ask(second, 'select 1')).to.equal(1);
  });

  describe('binaries', () => {
    it('should name DATABASE_URL where the platform has none', () => {
      expect(() => packagedBinaries('plan9')).to.throw(NoEmbeddedPostgres, 'DATABASE_URL');
    });

    it('should be completed with the links that an install script would have made', () => {
      const native = join(home, 'package', 'native');
      const links = JSON.parse(readFileSync(join(packagedBinaries(), 'pg-symlinks.json'), 'utf8')) as {
        target: string;
      }[];
      cpSync(packagedBinaries(), native, { recursive: true, verbatimSymlinks: true });
      for (const { target } of links) rmSync(join(native, '..', target), { force: true });

      const usable = locateBinaries({}, native);

      expect(usable).to.equal(native);
      expect(links.every(({ target }) => lstatSync(join(native, '..', target)).isSymbolicLink())).to.equal(true);
    });

    it('should be copied to where the account of the server can read them', () => {
      const closed = join(home, 'closed');
      mkdirSync(closed);
      cpSync(packagedBinaries(), join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
      chmodSync(closed, 0o700);

      const usable = locateBinaries(NOBODY, join(closed, 'native'));

      expect(usable.startsWith(closed)).to.equal(false);
      expect(canReach(join(usable, 'bin'), NOBODY)).to.equal(true);
      expect(execFileSync(join(usable, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })).to.match(
        /^postgres \(PostgreSQL\)/,
      );
      rmSync(join(usable, '..'), { recursive: true });
    });
  });

  describe('the data directory', () => {
    it('should be the wanted one where the account can reach it', () => {
      expect(chooseDataDirectory(dataDir, NOBODY)).to.equal(dataDir);
      expect(chooseDataDirectory(dataDir, serverAccount())).to.equal(dataDir);
    });

    it('should be another, always the same, where it cannot', () => {
      const closed = join(home, 'private');
      mkdirSync(closed, { mode: 0o700 });

      const chosen = chooseDataDirectory(join(closed, 'pg'), NOBODY);

      expect(chosen.startsWith(home)).to.equal(false);
      expect(canReach(chosen, NOBODY)).to.equal(true);
      expect(chooseDataDirectory(join(closed, 'pg'), NOBODY)).to.equal(chosen);
    });

    it('should be a fresh one when the wanted place was removed', () => {
      const closed = join(home, 'removed');
      mkdirSync(closed, { mode: 0o700 });
      const first = chooseDataDirectory(join(closed, 'pg'), NOBODY);
      rmSync(closed, { recursive: true });
      mkdirSync(closed, { mode: 0o700 });

      const second = chooseDataDirectory(join(closed, 'pg'), NOBODY);

      expect(second).not.to.equal(first);
    });
  });
});
