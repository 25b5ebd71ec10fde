/**
 * The jobs of an engine that has the database to itself, as its own commits tell of them: nobody has to look for them. What is put among the jobs
 * beside commits is still read from their table.
 */
import type pg from 'pg';
import type { CaseChange, IndexChange } from '../commands/change.ts';
import type { AsyncWork, JobRow } from '../commands/change-rows.ts';
import type { EffectRow, EffectState } from '../commands/effect-rows.ts';
import { parse, stringify } from '../exact-json.ts';
import type { AdapterRoom, ClaimedCall, Claiming } from '../store/effects/claim-calls.ts';
import type { Sending, SentEffect } from '../store/effects/mark-sent.ts';
import { type MadeCall, noteSendings } from '../store/effects/note-sendings.ts';
import type { ClaimOptions } from '../store/jobs/claim-due.ts';
import { type JobFailure, MAX_ATTEMPTS } from '../store/jobs/delay-job.ts';
import type { Job } from '../store/jobs/job.ts';
import type { DueNow } from '../store/jobs/next-due.ts';
import { claimStrays, nextStray } from '../store/jobs/strays.ts';
import { type JobQueue, sharedQueue } from './job-queue.ts';

interface Entry {
  readonly job: Job;
  /** Calls: what is asked for, and what is known of it. */
  readonly effect: Asked | undefined;
  /** Refused, and left until then: epoch ms of real time. */
  readonly leftUntil: number;
}

type Asked = Pick<EffectRow, 'manualPath' | 'requestedBy' | 'purpose'> & {
  readonly state: EffectState;
  readonly attempts: number;
};

export class JobBook implements JobQueue {
  readonly #pool: pg.Pool;
  readonly #shared: JobQueue;
  /** What waits for its time. */
  readonly #waiting = new Map<string, Entry>();
  /** What somebody is at, until a commit says more of it. */
  readonly #taken = new Map<string, Entry>();
  /** Calls that were made since they were last written down. */
  #made: MadeCall[] = [];
  /** Nothing that waits is due earlier, epoch ms. */
  #earliest = Number.POSITIVE_INFINITY;
  /** Those that somebody is at and that are not in the book. */
  #strays: ReadonlySet<string> = new Set();
  /** When the next job falls due that is not in the book; undefined: that has to be read. */
  #stray: number | undefined;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#shared = sharedQueue(pool);
  }

  note(changes: readonly CaseChange[]): void {
    for (const { claims, index } of changes) {
      for (const { id } of claims) this.#forget(id);
      for (const id of index.jobsRemoved) this.#forget(id);
      for (const row of index.jobs) {
        const before = this.#waiting.get(row.id) ?? this.#taken.get(row.id);
        this.#forget(row.id);
        // Suspended, or given up: it is none until a commit says so.
        if (row.suspended || row.attemptsLeft === 0) continue;
        this.#wait({ job: jobOf(row, before?.job), effect: askedIn(index, row.id, before?.effect), leftUntil: 0 });
      }
    }
  }

  async dueNow(now: number, topics: readonly string[]): Promise<DueNow> {
    const isStrayDue = (await this.#nextStray()) <= now;
    const due = this.#due(now);
    const inside = due.some(({ job }) => isInside(job));
    const calls = due.some(({ job }) => job.kind === 'outbox');
    const isCallable = ({ job }: Entry): boolean => job.kind !== 'outbox' || topics.includes(job.topic ?? '');
    return {
      inside: inside || isStrayDue,
      calls,
      scripts: due.some(({ job }) => job.kind === 'script'),
      undone: isStrayDue || due.some(isCallable),
    };
  }

  async nextDue(topics: readonly string[]): Promise<number | undefined> {
    this.#stray = undefined;
    let next = await this.#nextStray();
    for (const { job, leftUntil } of this.#waiting.values())
      if (job.dueAt < next && leftUntil <= Date.now() && (job.kind !== 'outbox' || topics.includes(job.topic ?? '')))
        next = job.dueAt;
    return Number.isFinite(next) ? next : undefined;
  }

  async nextTimer(): Promise<number> {
    return (await this.nextDue([])) ?? Number.POSITIVE_INFINITY;
  }

  async claimDue(options: ClaimOptions): Promise<Job[]> {
    const { now, limit } = options;
    const due = this.#due(now).filter(({ job }) => isInside(job));
    const own = this.#take(due, limit);
    const room = limit - own.length;
    if (room === 0 || (await this.#nextStray()) > now) return own;
    const strays = await claimStrays(this.#pool, { ...options, limit: room });
    this.#stray = undefined;
    this.#strays = new Set(strays.map(({ id }) => id));
    return [...own, ...strays].sort(byDue);
  }

  async claimScripts({ now, limit, except }: ClaimOptions & { readonly except: readonly string[] }): Promise<Job[]> {
    const due = this.#due(now).filter(({ job }) => job.kind === 'script' && !isOf(except, job));
    return this.#take(due, limit);
  }

  async claimCalls({ now, rooms, except }: Claiming): Promise<ClaimedCall[]> {
    const due = this.#due(now).filter(({ job }) => job.kind === 'outbox' && !isOf(except, job));
    return due.length === 0 ? [] : rooms.flatMap((room) => this.#takeFor(room, due)).sort(byDue);
  }

  /** Nobody needs to know of a call that a crash left behind: it is written down when it is answered. */
  async markSent(now: number, sendings: readonly Sending[]): Promise<SentEffect[]> {
    const sent: SentEffect[] = [];
    for (const sending of sendings) {
      const { id, adapter = null } = sending;
      const entry = this.#taken.get(id);
      if (!entry?.effect) sent.push(...(await this.#shared.markSent(now, [sending])));
      else {
        const { state: before, requestedBy, purpose, attempts } = entry.effect;
        const state = before === 'sent' || before === 'unknown' ? 'unknown' : 'sent';
        sent.push({ id, before, requestedBy, purpose, attempts: attempts + 1 });
        this.#taken.set(id, { ...entry, effect: { ...entry.effect, state, attempts: attempts + 1 } });
        this.#made.push({ id, adapter, at: now });
      }
    }
    return sent;
  }

  async effectState(id: string): Promise<EffectState | undefined> {
    return this.#taken.get(id)?.effect?.state ?? this.#shared.effectState(id);
  }

  async flush(): Promise<void> {
    const made = this.#made;
    this.#made = [];
    if (made.length > 0) await noteSendings(this.#pool, made);
  }

  async release(id: string): Promise<void> {
    if (this.#strays.has(id)) return this.#shared.release(id);
    const entry = this.#taken.get(id);
    this.#taken.delete(id);
    if (entry) this.#wait(entry);
  }

  /** Its row may not be written yet, so the book counts too. */
  async delay(failure: JobFailure): Promise<boolean> {
    const { id, pauseMs, counts, error: lastError } = failure;
    const entry = this.#taken.get(id);
    if (!entry && !this.#strays.has(id)) return false;
    const isThere = await this.#shared.delay(failure);
    if (!entry) return isThere;
    const attempts = entry.job.attempts + (counts ? 1 : 0);
    this.#taken.delete(id);
    if (attempts < MAX_ATTEMPTS)
      this.#wait({ ...entry, job: { ...entry.job, attempts, lastError }, leftUntil: Date.now() + pauseMs });
    return true;
  }

  #wait(entry: Entry): void {
    this.#waiting.set(entry.job.id, entry);
    this.#earliest = Math.min(this.#earliest, entry.job.dueAt);
  }

  #forget(id: string): void {
    this.#waiting.delete(id);
    this.#taken.delete(id);
  }

  async #nextStray(): Promise<number> {
    this.#stray ??= await nextStray(this.#pool);
    return this.#stray;
  }

  /** The longest due first. */
  #due(now: number): readonly Entry[] {
    if (now < this.#earliest) return [];
    const due: Entry[] = [];
    this.#earliest = Number.POSITIVE_INFINITY;
    for (const entry of this.#waiting.values()) {
      const { dueAt } = entry.job;
      if (dueAt <= now && entry.leftUntil <= Date.now()) due.push(entry);
      if (dueAt < this.#earliest) this.#earliest = dueAt;
    }
    return due.sort((a, b) => byDue(a.job, b.job));
  }

  #take(entries: readonly Entry[], limit: number): Job[] {
    return entries.slice(0, limit).map((entry) => {
      const { job } = entry;
      this.#waiting.delete(job.id);
      this.#taken.set(job.id, entry);
      if (job.kind === 'async' && !IN_CASES.has((job.payload as AsyncWork).work)) this.#stray = undefined;
      return job;
    });
  }

  #takeFor({ adapter, topics, room, blocked }: AdapterRoom, due: readonly Entry[]): readonly ClaimedCall[] {
    const wanted = due.filter(
      ({ job, effect }) => topics.includes(job.topic ?? '') && (effect?.manualPath || !blocked),
    );
    return this.#take(wanted, room).map((job) => ({ ...job, adapter, blocked }));
  }
}

/** Work that puts nothing among the jobs but by commits of cases. What others put there is due later, and read by `nextDue`. */
const IN_CASES: ReadonlySet<AsyncWork['work']> = new Set<AsyncWork['work']>(['publish', 'tell', 'open']);

const isInside = ({ kind }: Job): boolean => kind !== 'outbox' && kind !== 'script';

const isOf = (cases: readonly string[], { instanceId }: Job): boolean =>
  instanceId !== null && cases.includes(instanceId);

/** Those of one instant as they have come: their ids are others each time. */
const byDue = (a: Job, b: Job): number => a.dueAt - b.dueAt;

function askedIn({ effects, effectNews }: IndexChange, id: string, before: Asked | undefined): Asked | undefined {
  const asked = effects.find((effect) => effect.id === id);
  if (asked) return { ...asked, state: asked.state ?? 'requested', attempts: 0 };
  const news = effectNews.find((each) => each.id === id);
  return before && { ...before, state: news?.state ?? before.state };
}

/** As it would be read from the table. */
const jobOf = (row: JobRow, before: Job | undefined): Job => ({
  id: row.id,
  kind: row.kind,
  instanceId: row.instanceId,
  definitionId: row.definitionId,
  definitionKey: row.definitionKey,
  businessKey: row.businessKey,
  elementId: row.elementId,
  elementInstanceId: row.elementInstanceId,
  topic: row.topic,
  payload: parse(stringify(row.payload)),
  dueAt: row.dueAt,
  attempts: before ? before.attempts + (before.attemptsLeft === row.attemptsLeft ? 0 : 1) : 0,
  attemptsLeft: row.attemptsLeft,
  lastError: row.lastError,
  priority: row.priority ?? 0,
  lockedBy: null,
  lockedUntil: null,
  lockToken: null,
});
