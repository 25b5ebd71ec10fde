/** The whole server on a database of its own and a free port, with a few people in it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { pino } from 'pino';
import { type App, createApp } from '../../../engine/api/app.ts';
import { logOptions } from '../../../engine/api/log-options.ts';
import { hashToken, newToken } from '../../../engine/api/secrets.ts';
import type { AppOptions } from '../../../engine/api/services.ts';
import { compilers } from '../../../engine/boot/compilers.ts';
import { COMMANDS } from '../../../engine/commands/index.ts';
import type { UserRole } from '../../../engine/rights/roles.ts';
import { type Clock, TestClock } from '../../../engine/runtime/clock.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../../../engine/runtime/engine.ts';
import { writeGrants } from '../../../engine/store/effects/grants.ts';
import { insertGroup } from '../../../engine/store/people/groups.ts';
import { openSession } from '../../../engine/store/people/sessions.ts';
import { insertUser } from '../../../engine/store/people/users.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Client } from './client.ts';

const LEVEL_ERROR = 50;

export const START = Date.UTC(2026, 2, 2, 1);

interface Person {
  readonly roles: readonly UserRole[];
  readonly groups?: readonly string[];
  readonly department?: string;
}

/** Where the officials work: what is theirs is the business of their manager. */
const CENTRE = 'centre';

/** Two clerks of different groups, so that each can try to reach what is the other's. */
export const PEOPLE = {
  root: { roles: ['admin'], department: CENTRE },
  anna: { roles: ['analyst'] },
  mei: { roles: ['manager'], department: CENTRE },
  wang: { roles: ['clerk'], groups: ['window'], department: CENTRE },
  zhao: { roles: ['clerk'], groups: ['tax'], department: CENTRE },
  li: { roles: ['applicant'] },
  qian: { roles: ['applicant'] },
  vera: { roles: ['auditor'] },
  robot: { roles: ['worker'] },
  sven: { roles: ['script'] },
} as const satisfies Readonly<Record<string, Person>>;
export type PersonId = keyof typeof PEOPLE;

export interface TestServer {
  readonly url: string;
  readonly runtime: Runtime;
  readonly clock: TestClock;
  readonly database: pg.Pool;
  readonly app: App;
  /** Lines the server logged, as JSON. */
  readonly log: readonly string[];
  /** Nobody in particular. */
  readonly nobody: Client;
  as(person: PersonId): Client;
  tokenOf(person: PersonId): string;
  close(): Promise<void>;
}

export interface ServerOptions extends Partial<AppOptions> {
  readonly clock?: Clock;
  readonly runtime?: Partial<RuntimeOptions>;
  readonly database?: TestDatabase;
}

async function startTestServer(given: ServerOptions = {}): Promise<TestServer> {
  const { clock = new TestClock(START), runtime: more, database: own, ...options } = given;
  const database = own ?? (await createTestDatabase());
  const log: string[] = [];
  const logger = pino(logOptions('info'), { write: (line: string) => void log.push(line) });
  const runtime = await createRuntime({
    databaseUrl: database.connectionString,
    clock,
    commands: COMMANDS,
    compilers,
    adapters: [],
    logger,
    ...more,
  });
  await runtime.start();
  const app = createApp({
    runtime,
    database: runtime.pool,
    logger,
    options: {
      demo: false,
      attachmentBytes: 2 * 1024 * 1024,
      host: '127.0.0.1',
      trustProxy: false,
      secure: false,
      webRoot: null,
      ...options,
    },
  });
  const server = createServer(app.koa.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = await addPeople(runtime.pool);
  const tokenOf = (person: PersonId): string => tokens.get(person) ?? '';
  return {
    url,
    runtime,
    clock: clock as TestClock,
    database: runtime.pool,
    app,
    log,
    nobody: new Client(url),
    as: (person) => new Client(url, { token: tokenOf(person) }),
    tokenOf,
    close: async () => {
      app.close();
      await closeServer(server);
      await runtime.stop();
      await database.drop();
    },
  };
}

async function addPeople(pool: pg.Pool): Promise<Map<string, string>> {
  for (const group of ['window', 'tax']) await insertGroup(pool, { id: group, name: group, nameEn: null });
  const tokens = new Map<string, string>();
  for (const [id, { roles, ...person }] of Object.entries<Person>(PEOPLE)) {
    await insertUser(pool, {
      id,
      name: id,
      nameEn: null,
      roles,
      groups: person.groups ?? [],
      department: person.department ?? null,
      language: null,
      passwordHash: null,
      demo: false,
    });
    const token = newToken();
    await openSession(pool, hashToken(token), id);
    tokens.set(id, token);
  }
  await writeGrants(pool, { topic: 'tax', principals: ['user:robot'] });
  return tokens;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** For a `describe`: a server from its `before` to its `after`. */
export function useServer(options: ServerOptions = {}): TestServer {
  let server: TestServer | undefined;
  before(async function () {
    this.timeout(60_000);
    server = await startTestServer(options);
  });
  afterEach('nothing unexpected was logged', () => {
    const errors = (server?.log ?? []).filter((line) => (JSON.parse(line) as { level: number }).level >= LEVEL_ERROR);
    if (errors.length > 0) throw new Error(`Expected the server to have no bug, but it logged:\n${errors.join('\n')}`);
  });
  after(() => server?.close());
  return new Proxy({} as TestServer, {
    get: (_target, name) => {
      if (!server) throw new Error('Expected to be called inside a test, but the server is not up yet.');
      return server[name as keyof TestServer];
    },
  });
}
