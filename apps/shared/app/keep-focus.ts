/** Where somebody was goes with what they did: a button that is used up, a card that is answered. */
const PLACES = '[role="tabpanel"], section, article, main';

/**
 * Whoever works by keyboard or ear goes on at the part of the page that has changed, instead of at its beginning. What has the focus when it is
 * taken off the page, or can no longer be used, leaves it to the nearest part around it that is still there, unless something else takes it. A
 * button that cannot be pressed only while it works gets it back.
 */
export function keepFocus(): void {
  let last: HTMLElement | undefined;
  let around: readonly HTMLElement[] = [];
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    last = target;
    around = placesAround(target);
  });
  new MutationObserver(() => {
    if (last?.isConnected === false || last?.matches(':disabled')) requestAnimationFrame(goOn);
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });

  function goOn(): void {
    const from = last;
    if (!from || (document.activeElement !== document.body && document.activeElement !== from)) return;
    if (from.isConnected && !from.matches(':disabled')) {
      from.focus({ preventScroll: true });
      return;
    }
    if (isWorking(from)) {
      requestAnimationFrame(goOn);
      return;
    }
    last = undefined;
    const place = around.find((one) => one.getClientRects().length > 0);
    if (!place) return;
    if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
}

const isWorking = (element: HTMLElement): boolean => element.isConnected && element.classList.contains('is-loading');

function placesAround(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (
    let at = element.parentElement?.closest<HTMLElement>(PLACES);
    at;
    at = at.parentElement?.closest<HTMLElement>(PLACES)
  )
    found.push(at);
  return found;
}
