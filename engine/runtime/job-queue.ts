/** Where runners take due jobs from, and say what became of them. */
import type pg from 'pg';
import type { CaseChange } from '../commands/change.ts';
import type { EffectState } from '../commands/effect-rows.ts';
import { type ClaimedCall, type Claiming, claimCalls } from '../store/effects/claim-calls.ts';
import { effectStates, markSent, type Sending, type SentEffect } from '../store/effects/mark-sent.ts';
import { type ClaimOptions, claimDue, claimScripts } from '../store/jobs/claim-due.ts';
import { delayJob, type JobFailure } from '../store/jobs/delay-job.ts';
import type { Job } from '../store/jobs/job.ts';
import { type DueNow, dueNow, nextDue, nextTimer } from '../store/jobs/next-due.ts';
import { releaseLease } from '../store/jobs/release-lease.ts';

export interface JobQueue {
  /** What is due now, by who does it. `topics`: calls that count. */
  dueNow(now: number, topics: readonly string[]): Promise<DueNow>;
  /** When the next job falls due that nobody is at, by the engine's clock; undefined where none waits. */
  nextDue(topics: readonly string[]): Promise<number | undefined>;
  /** The same of what is done inside the engine, scripts left out; Infinity where none waits. */
  nextTimer(): Promise<number>;
  /** What is done inside the engine, the longest due first. */
  claimDue(options: ClaimOptions): Promise<Job[]>;
  claimScripts(options: ClaimOptions & { readonly except: readonly string[] }): Promise<Job[]>;
  claimCalls(claiming: Claiming): Promise<ClaimedCall[]>;
  /** Writes that calls are about to be made, before they are; those that a commit is at in this moment are left out. */
  markSent(now: number, sendings: readonly Sending[]): Promise<SentEffect[]>;
  /** What is known of an effect, without sending anything; undefined where nothing was asked. */
  effectState(id: string): Promise<EffectState | undefined>;
  /** It was not done: somebody else may at once. */
  release(id: string): Promise<void>;
  /** Leaves it for later; false where it has gone meanwhile. */
  delay(failure: JobFailure): Promise<boolean>;
  /** What commits have made and removed. */
  note(changes: readonly CaseChange[]): void;
  /** Resolves when everything that was said of calls is written. */
  flush(): Promise<void>;
}

/** The table of jobs: any number of processes take from it. */
export const sharedQueue = (pool: pg.Pool): JobQueue => ({
  dueNow: (now, topics) => dueNow(pool, now, topics),
  nextDue: (topics) => nextDue(pool, topics),
  nextTimer: () => nextTimer(pool),
  claimDue: (options) => claimDue(pool, options),
  claimScripts: (options) => claimScripts(pool, options),
  claimCalls: (claiming) => claimCalls(pool, claiming),
  markSent: (now, sendings) => markSent(pool, now, sendings),
  effectState: async (id) => (await effectStates(pool, [id])).get(id),
  release: (id) => releaseLease(pool, id),
  delay: (failure) => delayJob(pool, failure),
  note: () => undefined,
  flush: async () => undefined,
});
