import { DraftStore, type DraftStorage } from './draft-store.ts';

const TAB = 'tongban.modeler.tab';

/** Storage that is switched off behaves as one that keeps nothing. */
const NOTHING: DraftStorage = {
  length: 0,
  key: () => null,
  getItem: () => null,
  removeItem: () => undefined,
  setItem: () => {
    throw new Error('Expected storage to keep something, but it is switched off.');
  },
};

/** The drafts of this browser; the tab keeps its name over a reload. */
export function browserDrafts(): DraftStore {
  try {
    const id = sessionStorage.getItem(TAB) ?? Math.random().toString(36).slice(2);
    sessionStorage.setItem(TAB, id);
    return new DraftStore(localStorage, id);
  } catch {
    return new DraftStore(NOTHING, 'none');
  }
}
