/** Where somebody was goes with what they did: a button that is used up, a card that is answered. */
const PLACES = '[role="tabpanel"], section, article, main';

/**
 * Whoever works by keyboard or ear goes on at the part of the page that has changed, instead of at its beginning. What has the focus when it is
 * taken off the page leaves it to the nearest part around it that is still there, unless something else takes it.
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
    if (last?.isConnected === false) requestAnimationFrame(goOn);
  }).observe(document.body, { childList: true, subtree: true });

  function goOn(): void {
    if (last?.isConnected !== false) return;
    last = undefined;
    if (document.activeElement !== document.body) return;
    const place = around.find((one) => one.isConnected);
    if (!place) return;
    if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
}

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
