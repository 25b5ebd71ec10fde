/**
 * Group commit. Commands that arrive while a batch is on its way form the next one: a batch is at most two round trips whatever its size.
 * Commands for one case are decided in order of arrival, and no two batches of this process hold the same case.
 *
 * Measured on 2 cores shared with the database and 256 clients, fsync on, one small write per command: 8,600 to 14,400 cases opened and
 * 11,700 to 17,000 commands a second; 0.6 to 0.9 ms for a command alone, where a bare commit takes 0.3 ms. Batches of 100 to 500 and one to
 * four of them under way differ by less than two runs of the same.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type pg from 'pg';
import { hasEnded } from '../commands/case.ts';
import type { CaseChange } from '../commands/change.ts';
import type { InstanceState } from '../core/state.ts';
import { fail } from '../errors.ts';
import { MAX_CASE_LENGTH, type PreparedChange } from '../store/commit.ts';
import { isOutage } from '../store/connection.ts';
import { loadStores } from '../store/data-stores/load-stores.ts';
import type { LoadedCase } from '../store/load.ts';
import type { CalendarRegistry } from './calendars.ts';
import { CaseCache } from './case-cache.ts';
import { chooseBatch } from './choose-batch.ts';
import type { Clock } from './clock.ts';
import { type Chain, type CommandTable, type Decider, decideChain } from './decide-chain.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Envelope, Outcome, Submitter } from './envelope.ts';
import { gather, type Sources } from './gather.ts';
import { uuidv7 } from './ids.ts';
import { mayWait } from './late-change.ts';
import { LateChanges } from './late-changes.ts';
import { type Deciding, isMissing, loadMissing, type Missing } from './load-missing.ts';
import type { Logger } from './logger.ts';
import type { OrganisationRegistry } from './organisation.ts';
import { lookup, type Pending } from './pending.ts';
import { retryOutage } from './retry-outage.ts';
import { StoreBook } from './store-book.ts';
import { StoreSnapshot } from './store-snapshot.ts';
import { type Prepared, prepareChain, type Writer, writeBatch, written } from './write-batch.ts';

export interface DispatcherOptions {
  readonly pool: pg.Pool;
  readonly commands: CommandTable;
  readonly definitions: DefinitionRegistry;
  readonly organisation: OrganisationRegistry;
  readonly calendars: CalendarRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told after each commit, in the order of a case's commits. */
  readonly onCommitted?: (changes: readonly CaseChange[]) => void;
  /** Commands in one batch; default 200. */
  readonly batchSize?: number;
  /** Batches on their way at the same time; default 3. */
  readonly pipeline?: number;
  /** Commands waiting; beyond it they are refused with `overloaded`. Default 10,000. */
  readonly queueLimit?: number;
  /** Characters of JSON of the variables of a case, and of the rest of it; default 16,000,000. */
  readonly maxCaseLength?: number;
  /** What lots are drawn by; absent: nobody can foresee it. */
  readonly seedFor?: (what: string) => string;
  /** No other process is at the database: what nobody asks about is written later, see `late-changes.ts`. */
  readonly alone?: boolean;
}

export interface DispatcherStats {
  readonly queued: number;
  readonly inFlight: number;
  readonly commands: number;
  readonly batches: number;
  readonly conflicts: number;
}

/** After so many lost races a command is refused with `command-conflict`. */
const MAX_ATTEMPTS = 30;

/** A load that the database did not answer can be repeated without harm; in all about a third of a second. */
const LOAD_ATTEMPTS = 4;

/** While people are at work a batch has no more than so many commands of the engine itself, which they then wait for. */
const BACKGROUND_SHARE = 12;

/**
 * After so many cases of a batch everything else has a turn: requests that wait, and what is on its way to the database, because a batch is more than
 * its socket takes at once. Without, a batch that was decided waited for the next one to be decided: 65 ms to the answer of the commit, 40 with it.
 */
const TURN = 16;

/** After so many batches without anybody's command nobody is at work. */
const QUIET_BATCHES = 20;

const isAfterEnd = (command: CommandTable[string] | undefined): boolean =>
  command !== undefined && 'afterEnd' in command && command.afterEnd === true;

const DEFAULTS = { batchSize: 200, pipeline: 3, queueLimit: 10_000, maxCaseLength: MAX_CASE_LENGTH, alone: false };

export class Dispatcher implements Submitter {
  readonly #options: DispatcherOptions & typeof DEFAULTS;
  readonly #cache = new CaseCache((id) => this.#late.has(id));
  readonly #decider: Decider;
  readonly #writer: Writer;
  readonly #sources: Sources;
  /** Of a process that is alone. */
  readonly #storeBook: StoreBook | undefined;
  readonly #held = new Set<string>();
  readonly #late = new LateChanges({
    writer: () => this.#writer,
    held: this.#held,
    onWritten: (written) => {
      for (const prepared of written) this.#keep([], prepared);
      this.#schedule();
    },
  });
  /** Data stores that a batch under way writes. */
  readonly #heldStores = new Set<string>();
  #queue: Pending[] = [];
  #delayed = 0;
  #running = 0;
  /** Batches since the last one with a command of somebody. */
  #quiet = QUIET_BATCHES;
  #scheduled = false;
  #stopping = false;
  #counts = { inFlight: 0, commands: 0, batches: 0, conflicts: 0 };
  #idle: (() => void)[] = [];

  constructor(options: DispatcherOptions) {
    this.#options = { ...DEFAULTS, ...options };
    const onBug = (error: unknown, pending: Pending) => {
      pending.bug ??= this.#reportBug(error, pending);
      return pending.bug;
    };
    this.#decider = { ...options, onBug };
    this.#writer = { ...options, months: new Set(), maxCaseLength: this.#options.maxCaseLength };
    this.#storeBook = this.#options.alone ? new StoreBook(options.pool) : undefined;
    this.#sources = { ...options, cache: this.#cache, late: this.#late };
  }

  submit(envelope: Envelope): Promise<Outcome> {
    if (this.#stopping) return Promise.resolve(fail('overloaded', { seconds: 5 }));
    if (this.#queue.length + this.#delayed >= this.#options.queueLimit)
      return Promise.resolve(fail('overloaded', { seconds: 1 }));
    return new Promise((settle) => {
      this.#queue.push(this.#pending(envelope, settle));
      this.#schedule();
    });
  }

  stats(): DispatcherStats {
    return { queued: this.#queue.length + this.#delayed, ...this.#counts };
  }

  /** Takes nothing new and resolves when everything taken is answered and written. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.#isIdle()) await new Promise<void>((resolve) => this.#idle.push(resolve));
    await this.flush();
  }

  /** Resolves when what was answered for these cases, or for all, is written. Rejects where the database does not take it. */
  async flush(instanceIds?: readonly string[]): Promise<void> {
    await this.#late.flush(instanceIds);
    if (!instanceIds) await this.#storeBook?.flush();
  }

  /** A case as this process has decided it last; undefined where it is not held in memory. */
  decided(instanceId: string): InstanceState | undefined {
    return (this.#late.get(instanceId)?.decided ?? this.#cache.get(instanceId))?.state;
  }

  #isIdle(): boolean {
    return this.#queue.length === 0 && this.#delayed === 0 && this.#running === 0;
  }

  #pending(envelope: Envelope, settle: (outcome: Outcome) => void): Pending {
    const { target } = envelope;
    const opens = target === 'new' || 'newInstanceId' in target;
    return {
      envelope,
      settle,
      opens,
      afterEnd: isAfterEnd(this.#options.commands[envelope.command]),
      instanceId: this.#ownerOf(envelope),
      attempts: 0,
      fresh: false,
      alone: false,
      stores: [],
      waiting: true,
    };
  }

  #ownerOf({ target, at }: Envelope): string | undefined {
    if (target === 'new') return uuidv7(at ?? this.#options.clock.now());
    if ('newInstanceId' in target) return target.newInstanceId;
    if ('instanceId' in target) return target.instanceId;
    if ('jobId' in target && target.caseId !== undefined && this.#cache.has(target.caseId)) return target.caseId;
    const wanted = lookup(target);
    return wanted && this.#cache.owner(wanted.kind, wanted.id);
  }

  /** Commands of one turn of the event loop go together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#running < this.#options.pipeline) {
      const batch = this.#take();
      if (batch.length === 0) break;
      this.#running += 1;
      void this.#run(batch);
    }
    if (this.#isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #take(): readonly Pending[] {
    const { batchSize, pipeline } = this.#options;
    const atWork = this.#quiet < QUIET_BATCHES;
    const { batch, rest } = chooseBatch(
      { queue: this.#queue, held: this.#held, heldStores: this.#heldStores },
      {
        size: batchSize,
        background: atWork ? Math.min(BACKGROUND_SHARE, batchSize) : batchSize,
        // The last batch that may be on its way is kept for people.
        alone: !atWork || this.#running < Math.max(1, pipeline - 1),
      },
    );
    if (batch.length === 0) return batch;
    this.#quiet = batch.some(({ envelope }) => !envelope.background) ? 0 : this.#quiet + 1;
    for (const pending of batch) pending.waiting = false;
    this.#queue = rest;
    return batch;
  }

  async #run(batch: readonly Pending[]): Promise<void> {
    const holds = new Set<string>();
    for (const { instanceId } of batch) if (instanceId !== undefined) holds.add(instanceId);
    for (const id of holds) this.#held.add(id);
    this.#counts.inFlight += batch.length;
    this.#counts.batches += 1;
    try {
      await this.#process(batch, holds);
    } catch (error) {
      this.#giveUp(batch, error);
    }
    for (const id of holds) this.#held.delete(id);
    this.#counts.inFlight -= batch.length;
    this.#running -= 1;
    this.#late.batchEnded();
    this.#schedule();
  }

  /** The database cannot be reached, or the dispatcher itself has a bug: whoever is not back in the queue is told. */
  #giveUp(batch: readonly Pending[], error: unknown): void {
    const unreachable = isOutage(error);
    if (unreachable)
      this.#options.logger.error({ err: error, commands: batch.length }, 'the database cannot be reached');
    for (const pending of batch) {
      if (pending.waiting) continue;
      pending.settle(
        unreachable ? fail('database-unavailable') : fail('internal-error', { id: this.#reportBug(error, pending) }),
      );
    }
  }

  /** `holds` grows by the cases that loading reveals; commands whose case another batch holds wait for the next one. */
  async #process(batch: readonly Pending[], holds: Set<string>): Promise<void> {
    const gathered = await retryOutage(LOAD_ATTEMPTS, () => gather(this.#sources, batch));
    const { sequence } = this.#options.definitions;
    const prepared: Prepared[] = [];
    const stores = new StoreSnapshot((names) => this.#storeBook?.read(names) ?? loadStores(this.#options.pool, names));
    const heldStores = new Set<string>();
    let turns = 0;
    for (const [instanceId, pendings] of gathered.groups) {
      if (++turns % TURN === 0) await turn();
      if (!holds.has(instanceId) && this.#held.has(instanceId)) {
        this.#putBack(pendings);
        continue;
      }
      holds.add(instanceId);
      this.#held.add(instanceId);
      const deciding = { instanceId, gathered, stores };
      let decided = this.#decide(pendings, deciding);
      while (decided instanceof Error) {
        const isThere = await this.#load(decided, pendings, deciding);
        decided = isThere ? this.#decide(pendings, deciding) : undefined;
      }
      if (decided && this.#holdStores(decided, heldStores)) prepared.push(decided);
    }
    try {
      if (prepared.length > 0) await this.#write(prepared, sequence);
    } finally {
      for (const store of heldStores) this.#heldStores.delete(store);
    }
  }

  /** False where another case is about to write a store that this one rests on: it is decided again afterwards. */
  #holdStores({ chain }: Prepared, heldStores: Set<string>): boolean {
    const names = chain.change?.stores?.versions.map(({ name }) => name) ?? [];
    if (names.some((name) => this.#heldStores.has(name))) {
      for (const pending of chain.pendings) pending.stores = names;
      this.#putBack(chain.pendings);
      return false;
    }
    for (const name of names) {
      heldStores.add(name);
      this.#heldStores.add(name);
    }
    return true;
  }

  /**
   * What has to be written for a case; commands that are answered without are answered here. Or what must be loaded first: that is not
   * awaited here, because a promise for each case takes a tenth of the time that a command takes.
   */
  #decide(pendings: readonly Pending[], { instanceId, gathered, stores }: Deciding): Prepared | Missing | undefined {
    const loaded = this.#late.get(instanceId)?.decided ?? gathered.cases.get(instanceId);
    try {
      const chain = decideChain(this.#decider, pendings, loaded, stores);
      if (chain.change) {
        if (this.#postpone(chain, chain.change, { loaded, stores })) return undefined;
        const prepared = prepareChain(this.#writer, { chain, late: this.#late.get(instanceId) }, loaded);
        if (prepared.ok) return prepared.value;
        this.#failAlone(pendings, () => prepared);
        return undefined;
      }
      const isSure = this.#options.alone || (gathered.loaded && !gathered.cached.has(instanceId));
      if (!isSure) this.#again(pendings);
      else {
        this.#keepRead(pendings, loaded);
        this.#settle(chain);
      }
    } catch (error) {
      if (isMissing(error)) return error;
      this.#failByBug(pendings, error);
    }
    return undefined;
  }

  /** False where what is missing cannot be loaded; whoever needs it has then been told, or waits again. */
  async #load(missing: Missing, pendings: readonly Pending[], deciding: Deciding): Promise<boolean> {
    try {
      const isThere = await loadMissing(this.#sources, missing, deciding);
      if (!isThere) this.#retry(pendings);
      return isThere;
    } catch (error) {
      if (isOutage(error)) throw error;
      this.#failByBug(pendings, error);
      return false;
    }
  }

  async #write(batch: readonly Prepared[], sequence: number): Promise<void> {
    if (batch.some(({ chain }) => chain.change?.stores)) await this.#storeBook?.flush();
    const result = await writeBatch(this.#writer, batch, sequence);
    if (result.kind === 'poisoned') return this.#isolate(batch, sequence, result.error);
    for (const { chain, prepared } of result.won) {
      if (chain.change?.stores) this.#storeBook?.note(chain.change.stores);
      this.#keep(chain.pendings, prepared);
      this.#settle(chain);
    }
    this.#tell(result.won.flatMap(({ chain }) => chain.change ?? []));
    for (const { chain } of result.lost) {
      if (chain.change?.stores) this.#storeBook?.forget(chain.change.stores);
      this.#retry(chain.pendings);
    }
  }

  /** Whether it was answered without being written yet. */
  #postpone(
    chain: Chain,
    change: CaseChange,
    { loaded, stores }: { readonly loaded: LoadedCase | undefined; readonly stores: StoreSnapshot },
  ): boolean {
    const isPassing = chain.pendings.some(({ envelope }) => envelope.passing);
    const isBusy = change.stores?.versions.some(({ name }) => this.#heldStores.has(name)) ?? false;
    if (!this.#options.alone || isPassing || isBusy || !mayWait(change)) return false;
    const { stores: written, ...rest } = change;
    const decided = this.#late.add(rest, loaded);
    if (change.ends) this.#cache.delete(change.instanceId);
    else this.#cache.put(decided);
    if (written) {
      stores.take(written);
      this.#storeBook?.postpone(written, { at: change.entries.at(-1)?.at ?? 0, instanceId: change.instanceId });
    }
    this.#tell([change]);
    this.#settle(chain);
    return true;
  }

  #keep(pendings: readonly Pending[], prepared: PreparedChange): void {
    const entry = written(prepared);
    const { instanceId, before, parts } = prepared.change;
    this.#late.delete(instanceId);
    if (!entry) this.#cache.delete(instanceId);
    else if (parts || this.#cache.has(instanceId) || pendings.some(({ envelope }) => !envelope.passing))
      this.#cache.put(entry, parts && { change: parts, first: !before?.split });
  }

  /** Whoever was refused comes again. */
  #keepRead(pendings: readonly Pending[], loaded: LoadedCase | undefined): void {
    if (!loaded || loaded.state.split || hasEnded(loaded.state)) return;
    if (pendings.some(({ envelope }) => !envelope.passing)) this.#cache.put(loaded);
  }

  /** What is committed stays so, whatever its listeners do. */
  #tell(changes: readonly CaseChange[]): void {
    if (changes.length === 0) return;
    try {
      this.#options.onCommitted?.(changes);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'a listener to commits failed by a bug');
    }
  }

  /** Halves the batch until the one that the database refuses is alone; the others are written. */
  async #isolate(batch: readonly Prepared[], sequence: number, error: unknown): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    if (batch.length > 1) {
      await this.#write(batch.slice(0, half), sequence);
      await this.#write(batch.slice(half), sequence);
      return;
    }
    for (const { chain } of batch) this.#failByBug(chain.pendings, error);
  }

  #failByBug(pendings: readonly Pending[], error: unknown): void {
    this.#failAlone(pendings, (pending) => fail('internal-error', { id: this.#reportBug(error, pending) }));
  }

  /** Several commands for one case are taken apart, so that only the culprit fails. */
  #failAlone(pendings: readonly Pending[], failure: (pending: Pending) => Outcome): void {
    const [first, ...rest] = pendings;
    if (first && rest.length === 0) {
      first.settle(failure(first));
      return;
    }
    for (const pending of pendings) pending.alone = true;
    this.#putBack(pendings);
  }

  #putBack(pendings: readonly Pending[]): void {
    for (const pending of pendings) pending.waiting = true;
    this.#queue.unshift(...pendings);
  }

  #settle({ pendings, outcomes }: Chain): void {
    this.#counts.commands += pendings.length;
    pendings.forEach((pending, position) => {
      const outcome = outcomes[position];
      if (outcome) pending.settle(outcome);
    });
  }

  /** Nothing was written, so nothing has checked what the decision rested on: it is made again on loaded state, at once. */
  #again(pendings: readonly Pending[]): void {
    for (const pending of pendings) this.#refresh(pending);
    this.#putBack(pendings);
  }

  #refresh(pending: Pending): void {
    if (pending.instanceId !== undefined && this.#late.has(pending.instanceId)) return;
    if (pending.instanceId !== undefined) this.#cache.delete(pending.instanceId);
    pending.fresh = true;
    if (lookup(pending.envelope.target)) pending.instanceId = undefined;
  }

  /** Lost a race: again after a random pause that grows, up to 100 ms. */
  #retry(pendings: readonly Pending[]): void {
    this.#counts.conflicts += pendings.length;
    const pause = Math.random() * Math.min(100, 2 ** (pendings[0]?.attempts ?? 0));
    for (const pending of pendings) {
      this.#refresh(pending);
      pending.attempts += 1;
      if (pending.attempts > MAX_ATTEMPTS) pending.settle(fail('command-conflict'));
      else this.#delay(pending, pause);
    }
  }

  #delay(pending: Pending, milliseconds: number): void {
    this.#delayed += 1;
    pending.waiting = true;
    setTimeout(() => {
      this.#delayed -= 1;
      this.#queue.push(pending);
      this.#schedule();
    }, milliseconds);
  }

  #reportBug(error: unknown, { envelope }: Pending): string {
    const id = uuidv7(this.#options.clock.now());
    this.#options.logger.error(
      { err: error, errorId: id, command: envelope.command, target: envelope.target },
      'a command failed by a bug',
    );
    return id;
  }
}
