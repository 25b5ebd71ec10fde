/**
 * A real Chromium for browser journeys: `CHROMIUM_PATH` where it is set, else the one inside the npm package `@sparticuz/chromium`,
 * so a fresh machine needs no browser of its own. One browser per test run, one context per person.
 */
import bundled from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Arguments of the bundled browser that journeys cannot have: in one process all contexts share their cookies, and rules must hold. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

let browser: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await bundled.executablePath());
  return chromium.launch({
    executablePath,
    args: [...bundled.args.filter((argument) => !UNWANTED.has(argument)), ...QUIET],
    headless: true,
  });
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page: uncaught errors, failed requests for assets, policy violations. A journey asserts that it is empty. */
  readonly complaints: string[];
}

/** A fresh person at a fresh screen. */
export async function visitor(options: {
  readonly locale: 'zh-CN' | 'en-GB';
  readonly baseURL: string;
}): Promise<Visitor> {
  browser ??= launch();
  const context = await (await browser).newContext({ ...options, viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  return { context, page, complaints };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
