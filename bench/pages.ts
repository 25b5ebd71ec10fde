/** What a clerk waits for who opens the inbox for the first time: until it can be used, and until 50 tasks are drawn. See README.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../apps/tour/chromium.ts';
import { type ListTimes, listTimes, watchList } from '../apps/tour/list-times.ts';
import { startServer } from '../engine/main.ts';
import { quantile } from './throughput/support.ts';

const INTERACTIVE_MS = 1_500;
const DRAWN_MS = 200;
const ROWS = 50;
const MIB = 1024 * 1024;

const APPLICATION = {
  applicantType: 'person',
  applicantName: '刘明',
  idNumber: '110101199003070134',
  phone: '010-12345678',
  premises: '湖滨路 21 号',
  deliveryWays: ['pickup'],
};

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: { samples: { type: 'string', default: '15' } } });
  const times = await withServer(async (url) => {
    await fill(url);
    return sample(url, Number(values.samples));
  });
  const figures = (name: keyof ListTimes) => times.map((one) => one[name]);
  const told = (name: keyof ListTimes) =>
    [0.5, 0.95].map((share) => `${quantile(figures(name), share).toFixed(0)} ms`).join(' / ');
  console.log(`inbox, cold cache, ${times.length} times (median / p95): interactive ${told('interactive')}`);
  console.log(`${ROWS} tasks drawn after their data ${told('drawn')}`);
  return [
    said(quantile(figures('interactive'), 0.5) <= INTERACTIVE_MS, `interactive within ${INTERACTIVE_MS} ms`),
    said(quantile(figures('drawn'), 0.5) <= DRAWN_MS, `${ROWS} tasks drawn within ${DRAWN_MS} ms after their data`),
  ].every(Boolean);
}

function said(isMet: boolean, bar: string): boolean {
  console.log(`${isMet ? 'held  ' : 'MISSED'} ${bar}`);
  return isMet;
}

async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  const server = await startServer({
    ...{ host: '127.0.0.1', port: 0, databaseUrl: null, dataDir, adminPassword: 'bench-pages' },
    ...{ demo: true, demoCases: 0, testClock: false, timeZone: 'Asia/Shanghai', scriptMs: 200, web: true },
    ...{ tlsProxy: false, attachmentBytes: MIB, logLevel: 'error', production: false },
  });
  try {
    return await work(server.url);
  } finally {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** More cases at the window than one page shows. */
async function fill(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const post = async (path: string, body: object, more: object = {}): Promise<unknown> => {
    const init = { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/api/v1${path}`, init);
    if (!answer.ok) throw new Error(`Expected POST ${path} to be answered, but: ${await answer.text()}`);
    return answer.json();
  };
  const { token } = (await post('/sessions/demo', { user: 'liu.applicant' })) as { token: string };
  const application = { definitionKey: 'government-service', variables: APPLICATION };
  for (let number = 0; number < ROWS + 10; number += 1)
    await post(
      '/process-instances',
      { ...application, businessKey: `B-${number}` },
      { authorization: `Bearer ${token}` },
    );
}

async function sample(url: string, samples: number): Promise<readonly ListTimes[]> {
  const browser = await launchChromium();
  try {
    const times: ListTimes[] = [];
    for (let number = 0; number < samples; number += 1) times.push(await openInbox(browser, url));
    return times;
  } finally {
    await browser.close();
  }
}

/** Each time as somebody who was never here before: nothing is cached. */
async function openInbox(browser: Browser, baseURL: string): Promise<ListTimes> {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  await context.request.post('/api/v1/sessions/demo', { data: { user: 'wang.window' } });
  await watchList(page, ROWS);
  await page.goto('/inbox/?view=claimable');
  const times = await listTimes(page);
  await context.close();
  return times;
}
