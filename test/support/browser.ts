/** Browser journeys: one browser per test run, one context per person. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../apps/tour/chromium.ts';

/**
 * A Wednesday morning in China, whatever the day and the hour may be: nothing that is asserted lies near midnight, a weekend or a year
 * whose holidays nobody knows. Servers and pages begin here.
 */
export const BEGIN = Date.UTC(2026, 2, 11, 2);

let browser: Promise<Browser> | undefined;

/** Answers that a page shows in words; and what the library that draws diagrams calls of itself although it is to go. */
const NO_COMPLAINT = /status of 4\d\d|is deprecated and will be removed in future library versions/;

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page: uncaught errors, whatever the console warns of, failed requests for assets, policy violations. A journey asserts that it is empty. */
  readonly complaints: string[];
}

/** A fresh person at a fresh screen. */
export async function visitor(options: {
  readonly locale: 'zh-CN' | 'en-GB';
  readonly baseURL: string;
}): Promise<Visitor> {
  browser ??= launchChromium();
  const context = await (await browser).newContext({
    ...options,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1360, height: 860 },
  });
  const page = await context.newPage();
  await moveTime(page, BEGIN);
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !NO_COMPLAINT.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  return { context, page, complaints };
}

/** What time it is in the page from now on, also after it goes elsewhere. Time goes on and timers run: those who wait a moment wait no longer. */
export async function moveTime(page: Page, instant: number): Promise<void> {
  // Text, for a compiled function would ask for helpers that the page has not.
  const content = `{
    const by = ${instant - Date.now()};
    const Real = (window.realDate ??= Date);
    const now = () => Real.now() + by;
    window.Date = new Proxy(Real, {
      construct: (target, values, made) => Reflect.construct(target, values.length === 0 ? [now()] : values, made),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
      apply: () => new Real(now()).toString(),
    });
  }`;
  await page.addInitScript({ content });
  await page.evaluate(content);
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
