/** Two texts of the viewer's lists of choices that it does not hand to its translation; they come and go with the list. */
export function speakChoices(container: HTMLElement, translate: (text: string) => string): () => void {
  const speak = (): void => {
    for (const search of container.querySelectorAll<HTMLInputElement>(`input[placeholder="${SEARCH}"]`))
      search.placeholder = translate(SEARCH);
    for (const empty of container.querySelectorAll('.fjs-dropdownlist-empty'))
      if (empty.textContent === NONE) empty.textContent = translate(NONE);
  };
  const observer = new MutationObserver(speak);
  observer.observe(container, { childList: true, subtree: true });
  return () => observer.disconnect();
}

const SEARCH = 'Search';
const NONE = 'No results';
