/** The server as people start it: a process of its own, known by its address alone. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LAST_LINES = 20;

export interface ServerProcess {
  readonly url: string;
  readonly password: string;
  /** Sends SIGTERM and answers with the exit code. */
  stop(): Promise<number | null>;
}

export async function startProcess(): Promise<ServerProcess> {
  const database = await createTestDatabase();
  const password = 'correct horse battery';
  const child = spawn(process.execPath, ['--import', 'tsx', 'engine/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: database.connectionString,
      TONGBAN_WEB: '0',
      TONGBAN_DEMO: '1',
      TONGBAN_TEST_CLOCK: '1',
      TONGBAN_ADMIN_PASSWORD: password,
    },
  });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = await listening(child);
  letGo(child);
  return { url, password, stop: () => stop(child, database).finally(() => process.off('exit', kill)) };
}

/** The address the server prints when it is ready; rejects with what it said where it ends before. */
function listening(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const hear = (line: string): void => {
      said.push(line);
      said.splice(0, said.length - LAST_LINES);
      const [, url] = /^listening on (http:\S+)$/.exec(line) ?? [];
      if (url) resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream as Readable }).on('line', hear);
    child.once('exit', (code) =>
      reject(new Error(`Expected the server to start, but it ended (${code}):\n${said.join('\n')}`)),
    );
  });
}

/** A run of some of the tests only may never come to the end of the folder: then this process ends all the same, and takes the other along. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
}

async function stop(child: ChildProcess, database: TestDatabase): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGTERM');
  const code = await ended;
  await database.drop();
  return code;
}
