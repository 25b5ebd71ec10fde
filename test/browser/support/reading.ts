/** What holds of every page for whoever reads it. */
import type { Page } from 'playwright-core';

/** What a reader must never see: keys of dictionaries, and values that are none. */
export async function rawTexts(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (nodes.nextNode()) texts.push(nodes.currentNode.nodeValue ?? '');
    return texts.join('\n');
  });
  const keys =
    /\b(?:app|inbox|task|portal|progress|request|monitor|admin|modeler|caseView|state|table|act|round|caseOps|moving|signing|connection|links|dialog|telling|verb|procedure|find|item|guide|materials|agent|compose|limit|results|rating)\.[a-z]\w+(?:\.\w+)*\b/g;
  return [...(text.match(keys) ?? []), ...(text.match(/\bundefined\b|\bNaN\b|\[object Object\]/g) ?? [])];
}

/** Drawings follow the window a moment after it changed its size. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  return page.waitForFunction(fits, undefined, { timeout: 2000 }).then(
    () => false,
    () => true,
  );
}
