/** The whole server as people meet it: web applications, demo people and cases, a clock that tests move. */
import { compilers as real } from '../../../engine/boot/compilers.ts';
import { remembering } from '../../../engine/boot/remembering.ts';
import { type RunningServer, startServer } from '../../../engine/main.ts';
import { BEGIN, closeBrowser } from '../../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Person } from './person.ts';

const ADMIN_PASSWORD = 'browser-tests';

export interface WebServer {
  readonly url: string;
  /** A fresh person at a fresh screen, signed in; `id` is one of the demo users or `admin`. */
  person(id: string, language?: 'zh' | 'en'): Promise<Person>;
}

/** Each server would compile all processes again. */
const compilers = remembering(real);

const start = (database: TestDatabase): Promise<RunningServer> =>
  startServer(
    {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: database.connectionString,
      dataDir: '.tongban',
      demo: true,
      demoCases: 0,
      adminPassword: ADMIN_PASSWORD,
      tlsProxy: false,
      testClock: true,
      testClockAt: BEGIN,
      timeZone: 'Asia/Shanghai',
      scriptMs: 200,
      web: true,
      production: false,
      attachmentBytes: 10 * 1024 * 1024,
      logLevel: 'error',
    },
    { compilers },
  );

let filled: Promise<TestDatabase> | undefined;

/** The demo as it is at its first start, made once for all files: each begins with a copy of it. */
function demo(): Promise<TestDatabase> {
  filled ??= createTestDatabase().then(async (database) => {
    await (await start(database)).close();
    return database;
  });
  return filled;
}

/** For a `describe`: a server from its `before` to its `after`. People who complained fail the suite at its end. */
export function useWebServer(): WebServer {
  let running: RunningServer | undefined;
  let database: TestDatabase | undefined;
  const people: Person[] = [];
  const url = (): string => {
    if (!running) throw new Error('Expected to be called inside a test, but the server is not up yet.');
    return running.url;
  };

  before(async function () {
    this.timeout(600_000);
    database = await createTestDatabase({ from: await demo() });
    running = await start(database);
  });
  after(async function () {
    this.timeout(30_000);
    await Promise.all(people.map((person) => person.leave()));
    // A fresh browser for each file: one that has shown hundreds of pages gets slow.
    await closeBrowser();
    await running?.close();
    await database?.drop();
  });

  return {
    get url() {
      return url();
    },
    async person(id, language = 'zh') {
      const person = await Person.arrive(url(), { id, language });
      people.push(person);
      return person;
    },
  };
}

after(closeBrowser);
