/** What comes from outside without being asked for: given to the case that waits, as an ordinary message, and counted by its source. */
import type pg from 'pg';
import type { Actor } from '../commands/command.ts';
import { ok, type Result } from '../errors.ts';
import type { IncomingVerdict } from '../port.ts';
import { addCounts, listSources, type SourceCounts, type SourceKind } from '../store/incoming-sources.ts';
import type { Clock } from './clock.ts';
import { noteQuality } from './departments/note-quality.ts';
import type { Logger } from './logger.ts';
import type { Messages, PublishAnswer } from './messages.ts';

export interface Source {
  readonly kind: SourceKind;
  readonly name: string;
}

export interface SourceState extends SourceCounts {
  /** Of a queue in this process: whether it is listened to now. Null where nobody has to listen. */
  readonly listening: boolean | null;
}

export interface IncomingDeps {
  readonly pool: pg.Pool;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly logger: Logger;
}

const NOBODY: PublishAnswer = { outcome: 'ignored', instanceIds: [] };
/** Somebody who sends what is refused a thousand times a second writes one row a second. */
const WRITE_MS = 1_000;

export class Incoming {
  readonly #deps: IncomingDeps;
  readonly #counts = new Map<string, SourceCounts>();
  readonly #listening = new Map<string, boolean>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: IncomingDeps) {
    this.#deps = deps;
  }

  /** Answers when the receiver has committed. What was refused by the judge is only counted; fails as `Messages.publish` does. */
  async take(source: Source, verdict: IncomingVerdict): Promise<Result<PublishAnswer>> {
    if (verdict.kind !== 'message') {
      this.#note(source, verdict);
      return ok(NOBODY);
    }
    const { id, quality, ...message } = verdict.message;
    await noteQuality(this.#deps, id, quality);
    const published = await this.#deps.messages.publish({ ...message, messageId: id }, actorOf(source));
    this.#note(source, published.ok ? verdict : { kind: 'refused', reason: published.failure.code });
    return published;
  }

  /** A queue is listened to, or its connection has broken. */
  stands(name: string, isListening: boolean): void {
    if (this.#listening.get(name) === isListening) return;
    this.#listening.set(name, isListening);
    if (!isListening) this.#deps.logger.warn({ queue: name }, 'a queue cannot be listened to; trying again');
  }

  /** Every source that has ever sent, and every queue of this process. */
  async list(): Promise<SourceState[]> {
    await this.flush();
    const known = await listSources(this.#deps.pool);
    const silent = [...this.#listening.keys()].filter((name) => !known.some((each) => isQueue(each, name)));
    return [...known, ...silent.map((name) => nothing({ kind: 'queue', name }))].map((counts) => ({
      ...counts,
      listening: counts.kind === 'queue' ? (this.#listening.get(counts.name) ?? null) : null,
    }));
  }

  /** Writes what was counted. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    this.#writing = this.#writing.then(() => this.#write(counts));
    await this.#writing;
  }

  async #write(counts: readonly SourceCounts[]): Promise<void> {
    await addCounts(this.#deps.pool, counts).catch((error: unknown) =>
      this.#deps.logger.warn({ err: error, counts }, 'could not count what sources have brought'),
    );
  }

  #note(source: Source, verdict: Noted): void {
    const now = this.#deps.clock.now();
    const key = `${source.kind} ${source.name}`;
    const before = this.#counts.get(key) ?? nothing(source);
    this.#counts.set(key, counted(before, verdict, now));
    if (verdict.kind === 'refused')
      this.#deps.logger.warn({ ...source, reason: verdict.reason }, 'something that came in was refused');
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS).unref();
  }
}

type Noted = Pick<IncomingVerdict, 'kind'> & { readonly reason?: string };

function counted(before: SourceCounts, { kind, reason }: Noted, now: number): SourceCounts {
  if (kind === 'message') return { ...before, taken: before.taken + 1, lastTakenAt: now };
  if (kind === 'unmapped') return { ...before, unmapped: before.unmapped + 1 };
  return { ...before, refused: before.refused + 1, lastRefusedAt: now, lastRefusal: reason ?? null };
}

const nothing = (source: Source): SourceCounts => ({
  ...source,
  taken: 0,
  unmapped: 0,
  refused: 0,
  lastTakenAt: null,
  lastRefusedAt: null,
  lastRefusal: null,
});

const isQueue = (source: Source, name: string): boolean => source.kind === 'queue' && source.name === name;

/** The journal names the source; what it may send was said when it was set up. */
const actorOf = ({ kind, name }: Source): Actor => ({
  id: `${kind}:${name}`,
  roles: ['system'],
  groups: [],
  department: null,
});
