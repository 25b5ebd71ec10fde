/**
 * Changes that are decided and not yet written, of an engine that has the database to itself: what nobody but the case itself asks about. A lamp that
 * turns, an alarm that rings, a task that goes from hand to hand are written with the next thing that others may look for, so that of three commits
 * one is left. Whoever kills such an engine loses what it holds.
 */
import type { CaseChange } from '../commands/change.ts';
import { mergeChanges } from '../commands/merge-changes.ts';
import type { PreparedChange } from '../store/commit.ts';
import { chain, EMPTY_JOURNAL } from '../store/journal.ts';
import type { LoadedCase } from '../store/load.ts';
import type { LateChange } from './late-change.ts';
import { Together } from './together.ts';
import type { Writer } from './write-batch.ts';
import { writeLate } from './write-late.ts';

export interface LateChangesDeps {
  readonly writer: () => Writer;
  /** Cases that a batch has; those that are being written here are among them. */
  readonly held: Set<string>;
  readonly onWritten: (written: readonly PreparedChange[]) => void;
}

const MOST_BESIDE = 50;

const NEW = { version: 0, head: EMPTY_JOURNAL };

export class LateChanges {
  readonly #deps: LateChangesDeps;
  readonly #late = new Map<string, LateChange>();
  readonly #flushing = new Together((ids: readonly string[]) => this.#flush(ids));
  /** Who waits for a batch to end. */
  #waiting: (() => void)[] = [];

  constructor(deps: LateChangesDeps) {
    this.#deps = deps;
  }

  has(instanceId: string): boolean {
    return this.#late.has(instanceId);
  }

  get(instanceId: string): LateChange | undefined {
    return this.#late.get(instanceId);
  }

  /** Keeps a change that was decided on `loaded`, undefined for a new case, and gives the case as it is now. */
  add(change: CaseChange, loaded: Omit<LoadedCase, 'state'> = NEW): LoadedCase {
    const { instanceId, after: state, entries } = change;
    const before = this.#late.get(instanceId);
    const rows = chain(instanceId, loaded.head, entries);
    const { seq, hash } = rows.at(-1) ?? loaded.head;
    const decided = { state, version: loaded.version, head: { seq, hash } };
    this.#late.set(instanceId, {
      change: before ? mergeChanges(before.change, change) : change,
      journal: before ? [...before.journal, ...rows] : rows,
      decided,
    });
    return decided;
  }

  /** The case has ended by what is not written yet. */
  hasEnded(instanceId: string): boolean {
    return this.#late.get(instanceId)?.change.ends === true;
  }

  /** It is written. */
  delete(instanceId: string): void {
    this.#late.delete(instanceId);
  }

  batchEnded(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when what was decided of these cases, or of all, is written. Rejects where the database does not take it. */
  async flush(instanceIds: Iterable<string> = this.#late.keys()): Promise<void> {
    const late = [...instanceIds].filter((id) => this.#late.has(id));
    if (late.length > 0) await Promise.all(late.map((id) => this.#flushing.ask(id)));
  }

  /** Those that a batch has are waited for: it writes them, or keeps them again. */
  async #flush(instanceIds: readonly string[]): Promise<readonly undefined[]> {
    for (;;) {
      const late = instanceIds.flatMap((id) => this.#late.get(id) ?? []);
      const free = late.filter(({ change }) => !this.#deps.held.has(change.instanceId));
      if (free.length > 0) await this.#write([...free, ...this.#endedBeside(free)]);
      else if (late.length > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      else return instanceIds.map(() => undefined);
    }
  }

  /** Nothing more comes of them: they may as well go along. */
  #endedBeside(others: readonly LateChange[]): readonly LateChange[] {
    const ended: LateChange[] = [];
    for (const late of this.#late.values()) {
      if (ended.length === MOST_BESIDE) break;
      const isFree = late.change.ends && !this.#deps.held.has(late.change.instanceId);
      if (isFree && !others.includes(late)) ended.push(late);
    }
    return ended;
  }

  async #write(late: readonly LateChange[]): Promise<void> {
    const { writer, held, onWritten } = this.#deps;
    for (const { change } of late) held.add(change.instanceId);
    let written: readonly PreparedChange[] = [];
    try {
      written = await writeLate(writer(), late);
    } finally {
      for (const { change } of late) held.delete(change.instanceId);
      onWritten(written);
    }
  }
}
