/** Browser journeys: one browser per test run, one context per person. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../apps/tour/chromium.ts';

let browser: Promise<Browser> | undefined;

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
  browser ??= launchChromium();
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
