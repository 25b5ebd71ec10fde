/** What a person waits for who opens a list, as the page itself sees it: no time of the driver of the browser is in it. */
import type { Page } from 'playwright-core';

export interface ListTimes {
  /** From the start of the navigation until the rows are drawn and no long task is left. Milliseconds. */
  readonly interactive: number;
  /** From the last byte of the data of the rows until they are drawn. Milliseconds. */
  readonly drawn: number;
}

/** Without a task of more than 50 ms for so long, the page is at rest. */
const QUIET_MS = 1_000;

declare global {
  interface Window {
    listTimes: { drawn: number; busyUntil: number };
  }
}

/** Before the page is opened: notes when so many rows of the inbox have been drawn, and until when it was busy. */
export async function watchList(page: Page, rows: number): Promise<void> {
  await page.addInitScript((count) => {
    window.listTimes = { drawn: 0, busyUntil: 0 };
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.listTimes.busyUntil = startTime + duration;
    }).observe({ type: 'longtask', buffered: true });
    const watcher = new MutationObserver(() => {
      if (document.querySelectorAll('[data-test="tasks"] li').length < count) return;
      watcher.disconnect();
      // After the frame with the rows.
      requestAnimationFrame(() => setTimeout(() => (window.listTimes.drawn = performance.now())));
    });
    watcher.observe(document, { childList: true, subtree: true });
  }, rows);
}

/** Once the page is at rest. */
export async function listTimes(page: Page): Promise<ListTimes> {
  await page.waitForFunction(
    (quiet) => {
      const { drawn, busyUntil } = window.listTimes;
      return drawn > 0 && performance.now() > Math.max(drawn, busyUntil) + quiet;
    },
    QUIET_MS,
    { timeout: 60_000 },
  );
  return page.evaluate(() => {
    const { drawn, busyUntil } = window.listTimes;
    const asked = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('limit=50')) as PerformanceResourceTiming[];
    return { interactive: Math.max(drawn, busyUntil), drawn: drawn - (asked[0]?.responseEnd ?? Number.NaN) };
  });
}
