/**
 * Pictures of every page in both languages, in `docs/screenshots`, from a private server with demonstration data. `--guides` makes the few that
 * the guides show, in `docs/pictures`, which are kept with them.
 *
 *     npm run screenshots [-- --png FOLDER] [-- --only NAME] [-- --guides] [-- --url URL]
 *
 * `TONGBAN_DEMO_CASES=300` gives the private server a town. `--url` is a demonstration that runs already and has not been pictured before: it gets the
 * cases that the pictures want, and keeps its clock.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { Ask } from './tour/ask.ts';
import { launchChromium } from './tour/chromium.ts';
import { type Places, seed } from './tour/seed.ts';
import { STOPS, type Stop, visit } from './tour/stops.ts';

const ROOT = join(import.meta.dirname, '..');
const LANGUAGES = { zh: 'zh-CN', en: 'en-GB' } as const;
type Language = keyof typeof LANGUAGES;
/** Where the demo's offices are, and a working morning there: the same pictures on every machine and at every hour. */
const ZONE = 'Asia/Shanghai';
const BEGIN = '2026-03-11T02:00:00Z';
const SIZE = { width: 1360, height: 860 };
/** Percent; text stays sharp, and all pictures together stay below 4 MB. */
const QUALITY = 70;

/** One for each role. */
const GUIDES: ReadonlySet<string> = new Set([
  'admin-instance',
  'inbox-task',
  'modeler-editor',
  'monitor-board',
  'portal-one-thing',
]);

const { values } = parseArgs({
  options: { png: { type: 'string' }, only: { type: 'string' }, guides: { type: 'boolean' }, url: { type: 'string' } },
});
const folder = values.png ?? join(ROOT, 'docs', values.guides ? 'pictures' : 'screenshots');
const extension = values.png ? 'png' : 'webp';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'tongban-screenshots-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'engine/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: '',
      TONGBAN_DATA: data,
      TONGBAN_DEMO: '1',
      TONGBAN_TEST_CLOCK: BEGIN,
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    url: await addressOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('Expected the server to print, but it cannot.');
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /listening on (\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('Expected the server to start, but it ended.');
}

/** Asks in the name of demo users. */
function asker(url: string): Ask {
  const tokens = new Map<string, Promise<string>>();
  const send = (path: string, init: RequestInit): Promise<Response> => fetch(`${url}/api/v1${path}`, init);
  const json = { 'content-type': 'application/json' };
  const signIn = async (user: string): Promise<string> => {
    const answer = await send('/sessions/demo', { method: 'POST', headers: json, body: JSON.stringify({ user }) });
    return ((await answer.json()) as { token: string }).token;
  };
  return async <T>(person: string, method: 'GET' | 'POST', path: string, body?: unknown) => {
    const token = tokens.get(person) ?? signIn(person);
    tokens.set(person, token);
    const answer = await send(path, {
      method,
      headers: { authorization: `Bearer ${await token}`, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Expected ${method} ${path} to be answered, but: ${text}`);
    return (/\bjson\b/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T;
  };
}

interface Tour {
  readonly browser: Browser;
  readonly url: string;
  readonly places: Places;
}

/** A picture of each stop, by the same person at the same screen where stops follow each other. */
async function picture({ browser, url, places }: Tour, stop: Stop, language: Language): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    locale: LANGUAGES[language],
    timezoneId: ZONE,
    viewport: SIZE,
  });
  try {
    if (stop.as) await context.request.post('/api/v1/sessions/demo', { data: { user: stop.as } });
    const page = await context.newPage();
    await page.clock.setFixedTime(places.now);
    await visit(page, stop, places);
    writeFileSync(join(folder, `${stop.name}.${language}.${extension}`), await capture(page));
  } finally {
    await context.close();
  }
}

async function capture(page: Page): Promise<Buffer> {
  if (extension === 'png') return page.screenshot();
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  return Buffer.from(data, 'base64');
}

function writeList(): void {
  const rows = STOPS.map(({ name }) => {
    const cell = (language: Language): string => `[![${name}](${name}.${language}.webp)](${name}.${language}.webp)`;
    return `| ${name} | ${cell('zh')} | ${cell('en')} |`;
  });
  const head = ['# Screenshots 截图', '', '`npm run screenshots` makes them. 由 `npm run screenshots` 生成。', ''];
  const table = ['| page 页面 | 中文 | English |', '| --- | --- | --- |', ...rows, ''];
  writeFileSync(join(folder, 'README.md'), [...head, ...table].join('\n'));
}

const wanted = STOPS.filter(({ name }) => (values.guides ? GUIDES.has(name) : name.startsWith(values.only ?? '')));
mkdirSync(folder, { recursive: true });
if (!values.only && !values.guides) {
  for (const name of readdirSync(folder)) if (name.endsWith(`.${extension}`)) rmSync(join(folder, name));
}
const server = values.url ? { url: values.url, stop: async () => undefined } : await startServer();
try {
  const places = await seed(asker(server.url), { isTimed: !values.url });
  const browser = await launchChromium();
  try {
    for (const stop of wanted) {
      for (const language of Object.keys(LANGUAGES) as Language[]) {
        await picture({ browser, url: server.url, places }, stop, language);
      }
      console.log(stop.name);
    }
  } finally {
    await browser.close();
  }
  if (!values.png && !values.guides) writeList();
} finally {
  await server.stop();
}
