/** Texts of the viewer's lists, of choices and of rows, that it does not hand to its translation; they come and go with the list. */
export function speakChoices(
  container: HTMLElement,
  translate: (text: string, replacements?: Readonly<Record<string, unknown>>) => string,
): () => void {
  const speak = (): void => {
    for (const search of container.querySelectorAll<HTMLInputElement>(`input[placeholder="${SEARCH}"]`))
      search.placeholder = translate(SEARCH);
    for (const remove of container.querySelectorAll('.fjs-repeat-row-remove')) {
      const row = REMOVE_ROW.exec(remove.ariaLabel ?? '')?.[1];
      if (row !== undefined) remove.ariaLabel = translate('Remove list item {value}', { value: row });
    }
    for (const empty of container.querySelectorAll('.fjs-dropdownlist-empty'))
      if (empty.textContent === NONE) empty.textContent = translate(NONE);
  };
  const observer = new MutationObserver(speak);
  observer.observe(container, { childList: true, subtree: true });
  return () => observer.disconnect();
}

const REMOVE_ROW = /^Remove list item (\d+)$/;
const SEARCH = 'Search';
const NONE = 'No results';
