/** What holds of every page for whoever reads it. */
import type { Page } from 'playwright-core';

/** What a reader must never see: keys of dictionaries, and values that are none. */
export async function rawTexts(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    // What a page shows as the name that data have, beside its words, may look like a key of ours.
    while (nodes.nextNode())
      if (!nodes.currentNode.parentElement?.matches('.raw')) texts.push(nodes.currentNode.nodeValue ?? '');
    return texts.join('\n');
  });
  const keys =
    /(?<![-\w])(?:app|inbox|task|portal|progress|request|monitor|admin|upkeep|items|modeler|caseView|state|table|act|round|caseOps|moving|signing|connection|links|dialog|telling|verb|procedure|find|item|guide|materials|agent|compose|limit|results|rating)\.[a-z]\w+(?:\.\w+)*\b/g;
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

/** What is smaller than the smallest type of the page's own scale: what somebody sized in pixels stays small in large type. Drawings zoom by themselves. */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.createElement('span');
    probe.style.fontSize = 'var(--text-xs)';
    document.body.append(probe);
    // Keys and units beside a text may be a little smaller than that.
    const least = Number.parseFloat(getComputedStyle(probe).fontSize) * 0.85;
    probe.remove();
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set<string>();
    const said: [Element, string][] = [];
    while (nodes.nextNode()) {
      const text = nodes.currentNode.nodeValue?.trim();
      if (text && nodes.currentNode.parentElement) said.push([nodes.currentNode.parentElement, text]);
    }
    const typed = 'select, textarea, input:not([type="radio"], [type="checkbox"], [type="file"])';
    for (const field of document.querySelectorAll(typed)) said.push([field, field.outerHTML]);
    for (const [element, text] of said) {
      const isDrawn = element.closest('svg, canvas, .djs-container, .dmn-js-parent') !== null;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      // A text of no size at all is replaced by another, and not shown.
      if (!isDrawn && size > 0 && size < least && element.checkVisibility())
        found.add(`${size}px: ${text.slice(0, 40)}`);
    }
    return [...found];
  });
}
