/** Unsaved work, kept in this browser so that it survives a reload or a crash. Each visit has its own place. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly xml: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** What is edited with it, by file name: `apply.form`, `scenarios.json`. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** The part of `Storage` that is used. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'tongban.modeler.draft.';
/** More than this nobody goes back to. */
const KEPT = 5;

export class DraftStore {
  private readonly storage: DraftStorage;
  private readonly id: string;

  /** `id` names the visit. */
  constructor(storage: DraftStorage, id: string) {
    this.storage = storage;
    this.id = id;
  }

  /** Whether it could be kept: the storage may be full or switched off. */
  save(work: Omit<Draft, 'id'>): boolean {
    const draft: Draft = { id: this.id, ...work };
    try {
      this.storage.setItem(PREFIX + this.id, JSON.stringify(draft));
    } catch {
      return false;
    }
    for (const old of this.list().slice(KEPT)) this.discard(old.id);
    return true;
  }

  /** Of all visits, the newest first. */
  list(): readonly Draft[] {
    const keys = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? '');
    return keys
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => parse(this.storage.getItem(key)))
      .filter((draft) => draft !== null)
      .sort((a, b) => b.savedAt - a.savedAt);
  }

  discard(id: string = this.id): void {
    this.storage.removeItem(PREFIX + id);
  }
}

function parse(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as Partial<Draft>;
    return typeof draft.xml === 'string' && typeof draft.savedAt === 'number' && typeof draft.id === 'string'
      ? {
          id: draft.id,
          name: draft.name ?? '',
          xml: draft.xml,
          savedAt: draft.savedAt,
          ...(draft.parts && { parts: draft.parts }),
        }
      : null;
  } catch {
    return null; // Not ours, or cut off: as good as none.
  }
}
