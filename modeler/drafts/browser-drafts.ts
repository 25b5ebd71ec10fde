import { type DraftStorage, DraftStore } from './draft-store.ts';

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

function storage(): DraftStorage {
  try {
    return localStorage;
  } catch {
    return NOTHING;
  }
}

const store = new DraftStore(storage(), Math.random().toString(36).slice(2));

/** The drafts of this browser. Each visit has its own, so what an earlier one left is never overwritten. */
export const browserDrafts = (): DraftStore => store;
