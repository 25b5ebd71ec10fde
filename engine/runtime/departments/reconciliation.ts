/** Clearing up what became of an effect: by asking the department, or by a person who has asked in another way. */
import type { Actor } from '../../commands/command.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { AdapterState } from '../../port.ts';
import { claimCall } from '../../store/effects/claim-calls.ts';
import { findEffect, type LedgerEntry } from '../../store/effects/find-effect.ts';
import { noteSettler, recordAnswer } from '../../store/effects/record-answer.ts';
import { findJob } from '../../store/jobs/find-job.ts';
import type { Job } from '../../store/jobs/job.ts';
import { releaseLease } from '../../store/jobs/release-lease.ts';
import type { OutboxDeps } from '../outbox.ts';
import { queryAdapter, requestOf } from './ask-adapter.ts';
import { deliver, hashOf, type News } from './deliver.ts';
import type { AdapterGate } from './gate.ts';

export interface Verdict {
  readonly outcome: 'done' | 'not-done';
  readonly reason: string;
  /** Of what was done; they go to the case as if the department had answered them. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

const LEASE_MS = 10_000;

export class Reconciliation {
  readonly #deps: OutboxDeps;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /**
   * Asks the department now. What it did goes to the case, if that still waits; what it knows nothing of counts as not done, so that a retry
   * is a first call. Fails with 'effect-not-open' where nothing is unclear, and where the department cannot be asked.
   */
  async ask(id: string): Promise<Result<AdapterState['kind']>> {
    const entry = await findEffect(this.#deps.pool, id);
    if (!entry) return fail('not-found', { kind: 'effect', id });
    if (entry.state !== 'sent' && entry.state !== 'unknown') return fail('effect-not-open', { state: entry.state });
    const gate = this.#deps.departments.gateOf(entry.topic);
    if (!gate?.adapter.query) return fail('effect-not-askable', { topic: entry.topic });
    const held = await this.#hold(id, gate);
    return held.ok ? this.#learn(entry, held.value, gate) : held;
  }

  /** What a person found out. Fails with 'effect-not-open' where the department has answered already. */
  async settle(id: string, verdict: Verdict, actor: Actor): Promise<Result<void>> {
    const { pool, clock, departments } = this.#deps;
    const entry = await findEffect(pool, id);
    if (!entry) return fail('not-found', { kind: 'effect', id });
    if (entry.state === 'confirmed') return fail('effect-not-open', { state: entry.state });
    const held = await this.#hold(id, departments.gateOf(entry.topic));
    if (!held.ok) return held;
    const by = { id: actor.id, reason: verdict.reason };
    const now = clock.now();
    if (verdict.outcome === 'not-done') {
      await recordAnswer(pool, { id, state: 'failed', error: verdict.reason, by, now });
      await releaseLease(pool, id);
      return ok(undefined);
    }
    const news = { kind: 'completed', variables: verdict.variables ?? {} } as const;
    const told = await this.#tell(entry, held.value, news, actor);
    if (told.ok) await noteSettler(pool, id, by);
    return told;
  }

  /** The job, so that nobody else is at it; undefined where the case does not wait any more. */
  async #hold(id: string, gate: AdapterGate | undefined): Promise<Result<Job | undefined>> {
    const { pool } = this.#deps;
    const job = await findJob(pool, id);
    if (!job || (await claimCall(pool, id, gate?.leaseMs ?? LEASE_MS))) return ok(job);
    return fail('adapter-not-callable', { adapter: gate?.adapter.name ?? job.topic ?? '', state: 'at it' });
  }

  async #learn(entry: LedgerEntry, job: Job | undefined, gate: AdapterGate): Promise<Result<AdapterState['kind']>> {
    const { pool, clock } = this.#deps;
    const about = job ?? { ...entry, payload: { variables: {} } };
    const state = await gate.pass(() => queryAdapter(this.#deps, gate.adapter, requestOf(about, entry)));
    if (state?.kind === 'completed' || state?.kind === 'error') {
      const told = await this.#tell(entry, job, state);
      return told.ok ? ok(state.kind) : told;
    }
    if (job) await releaseLease(pool, job.id);
    if (state === null) return fail('adapter-not-callable', { adapter: gate.adapter.name, state: gate.breaker });
    const { id } = entry;
    const now = clock.now();
    if (state.kind === 'absent')
      await recordAnswer(pool, { id, state: 'failed', error: 'the department has no trace of it', now });
    if (state.kind === 'unknown') await recordAnswer(pool, { id, state: 'unknown', error: state.message, now });
    return ok(state.kind);
  }

  /** To the case where it waits, else to the ledger alone. */
  async #tell(
    { id }: LedgerEntry,
    job: Job | undefined,
    news: Extract<News, { kind: 'completed' | 'error' }>,
    actor?: Actor,
  ): Promise<Result<void>> {
    const { pool, clock } = this.#deps;
    if (!job) {
      await recordAnswer(pool, { id, state: 'confirmed', answerHash: hashOf(news), now: clock.now() });
      return ok(undefined);
    }
    const outcome = await deliver(this.#deps, job, news, actor);
    return outcome.ok ? ok(undefined) : outcome;
  }
}
