const HEAD = '.bio-properties-panel-header-label';

/** The head of the panel calls what is selected as the drawing does: the panel itself knows only one name of it. */
export function nameHead(panel: HTMLElement, shownName: () => string): { say(): void; stop(): void } {
  const say = (): void => {
    const head = panel.querySelector<HTMLElement>(HEAD);
    const text = head?.firstChild;
    const name = shownName();
    // The node is the panel's own: it is only told another text.
    if (head && text instanceof Text && name !== '' && text.data !== name) {
      text.data = name;
      head.title = name;
    }
  };
  const observer = new MutationObserver(say);
  observer.observe(panel, { childList: true, characterData: true, subtree: true });
  return { say, stop: () => observer.disconnect() };
}
