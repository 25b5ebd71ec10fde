/**
 * What somebody has begun and the server does not have yet, kept on this computer: a page that is closed or a network that is gone loses
 * nothing. It goes as soon as the server has it, when its user signs out, and after half a day, because counters share computers.
 */
const PREFIX = 'tongban.draft.';
const KEPT_MS = 12 * 3_600_000;

export interface LocalDraft {
  /** When it was kept, in ms of the epoch. */
  readonly at: number;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly comment: string;
}

export interface DraftPlace {
  readonly user: string;
  readonly task: string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const keyOf = ({ user, task }: DraftPlace): string => `${PREFIX}${user}.${task}`;

/** Storage may be full or switched off: then the draft lasts as long as the page. */
export function keepDraft(place: DraftPlace, draft: LocalDraft, store: Store = localStorage): void {
  try {
    store.setItem(keyOf(place), JSON.stringify(draft));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** The draft, unless it is too old. What cannot be read counts as not there. */
export function findDraft(place: DraftPlace, now: number, store: Store = localStorage): LocalDraft | undefined {
  dropOld(now, store);
  return read(store.getItem(keyOf(place)));
}

export const dropDraft = (place: DraftPlace, store: Store = localStorage): void => store.removeItem(keyOf(place));

export function dropDraftsOf(user: string, store: Store = localStorage): void {
  for (const key of keysIn(store)) if (key.startsWith(`${PREFIX}${user}.`)) store.removeItem(key);
}

function dropOld(now: number, store: Store): void {
  for (const key of keysIn(store)) {
    const draft = read(store.getItem(key));
    if (!draft || now - draft.at > KEPT_MS) store.removeItem(key);
  }
}

const keysIn = (store: Store): string[] =>
  Array.from({ length: store.length }, (_, index) => store.key(index) ?? '').filter((key) => key.startsWith(PREFIX));

function read(text: string | null): LocalDraft | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isDraft(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isDraft = (value: unknown): value is LocalDraft =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as LocalDraft).at === 'number' &&
  typeof (value as LocalDraft).comment === 'string' &&
  typeof (value as LocalDraft).variables === 'object' &&
  (value as LocalDraft).variables !== null;
