/** Tells the other processes of the database what this one has committed, a few times a second and never in the way of a commit. */
import type pg from 'pg';
import { MAX_PAYLOAD, notify } from '../store/notifications.ts';
import type { CommittedChange } from './changes.ts';
import type { Logger } from './logger.ts';

export interface News {
  /** The process that tells. */
  readonly from: string;
  /** People, departments or who acts for whom have changed. The database tells this itself, so it has no sender. */
  readonly organisation?: true;
  /** Calendars, or whose they are. The database tells this itself too. */
  readonly calendars?: true;
  /** Definitions have changed. */
  readonly definitions?: true;
  /** Earliest due time of new jobs, epoch ms. */
  readonly due?: number;
  readonly changes?: readonly CommittedChange[];
  /** There were more changes than can be told. */
  readonly more?: true;
}

const PAUSE_MS = 40;
const MAX_CHANGES = 300;

export class Broadcast {
  readonly #pool: pg.Pool;
  readonly #logger: Logger;
  readonly #from: string;
  #changes: CommittedChange[] = [];
  #more = false;
  #definitions = false;
  #due = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(pool: pg.Pool, logger: Logger, from: string) {
    this.#pool = pool;
    this.#logger = logger;
    this.#from = from;
  }

  committed(changes: readonly CommittedChange[], due: number): void {
    if (this.#changes.length + changes.length > MAX_CHANGES) this.#more = true;
    else this.#changes.push(...changes);
    this.#due = Math.min(this.#due, due);
    this.#schedule();
  }

  definitionsChanged(): void {
    this.#definitions = true;
    this.#schedule();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#sending;
    await this.#send();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#sending = this.#send();
    }, PAUSE_MS).unref();
  }

  async #send(): Promise<void> {
    const payloads = this.#take();
    if (payloads.length === 0) return;
    await notify(this.#pool, payloads).catch((error: unknown) => {
      this.#logger.warn(
        { err: error },
        'could not tell other processes what has changed; they will find out by looking',
      );
    });
  }

  #take(): string[] {
    const from = this.#from;
    const due = Number.isFinite(this.#due) ? { due: this.#due } : {};
    const first: News = {
      from,
      ...due,
      ...(this.#definitions && { definitions: true }),
      ...(this.#more && { more: true }),
    };
    const payloads = Object.keys(first).length > 1 ? [JSON.stringify(first)] : [];
    payloads.push(...pack(from, this.#more ? [] : this.#changes));
    this.#changes = [];
    this.#more = false;
    this.#definitions = false;
    this.#due = Number.POSITIVE_INFINITY;
    return payloads;
  }
}

/** As many changes in one payload as fit; one that is too large alone is told as "more". */
function pack(from: string, changes: readonly CommittedChange[]): string[] {
  const payloads: string[] = [];
  let parts: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (parts.length > 0) payloads.push(`{"from":"${from}","changes":[${parts.join(',')}]}`);
    parts = [];
    size = 0;
  };
  for (const change of changes) {
    const part = JSON.stringify(change);
    const bytes = Buffer.byteLength(part) + 1;
    if (bytes > MAX_PAYLOAD - 100) {
      payloads.push(JSON.stringify({ from, more: true } satisfies News));
      continue;
    }
    if (size + bytes > MAX_PAYLOAD - 100) flush();
    parts.push(part);
    size += bytes;
  }
  flush();
  return payloads;
}
