/**
 * Calls to the outside, after the commit that asked for them, at least once. Before a call it is written down as sent; where that may have
 * happened before and nobody knows with what success, the department is asked first. What comes back is a command.
 */
import type { EffectState } from '../commands/effect-rows.ts';
import type { AdapterAnswer } from '../port.ts';
import { type ClaimedCall, claimCall } from '../store/effects/claim-calls.ts';
import { markAbsent, type SentEffect, unmarkSent } from '../store/effects/mark-sent.ts';
import type { Job } from '../store/jobs/job.ts';
import { type AskDeps, callAdapter, queryAdapter, requestOf } from './departments/ask-adapter.ts';
import { type DeliverDeps, deliver, type News } from './departments/deliver.ts';
import type { Departments } from './departments/departments.ts';
import type { AdapterGate } from './departments/gate.ts';
import type { JobQueue } from './job-queue.ts';
import { inWords, type Sharing } from './sharing/sharing.ts';

export interface OutboxDeps extends DeliverDeps, AskDeps {
  readonly queue: Pick<JobQueue, 'claimCalls' | 'delay' | 'effectState' | 'markSent' | 'release'>;
  readonly departments: Departments;
  readonly sharing: Pick<Sharing, 'refusalOf'>;
}

/** A call that was taken, written down as sent unless its adapter is blocked. */
export interface OutboxCall extends ClaimedCall {
  /** Null: a commit is at it in this moment, so it must not be sent. */
  readonly sent: SentEffect | null;
}

/** Takes due calls, each adapter's up to what it can take; none of the cases `except`. */
export async function takeCalls(
  { queue, clock, departments }: OutboxDeps,
  limit: number,
  except: readonly string[],
): Promise<OutboxCall[]> {
  const rooms = await departments.rooms();
  if (rooms.length === 0) return [];
  const now = clock.now();
  const most = rooms.map((each) => ({ ...each, room: Math.min(each.room, limit) }));
  const claimed = await queue.claimCalls({ now, rooms: most, except });
  departments.noteClaimed(most, claimed);
  const toSend = claimed.filter(({ blocked }) => !blocked);
  const marked = await queue.markSent(now, toSend);
  const sent = new Map(marked.map((each) => [each.id, each]));
  return claimed.map((call) => ({ ...call, sent: sent.get(call.id) ?? null }));
}

/** True where its adapter had no room for more, and now has. */
export async function runOutboxCall(deps: OutboxDeps, call: OutboxCall): Promise<boolean> {
  await perform(deps, call);
  return deps.departments.wasFull(call.adapter);
}

async function perform(deps: OutboxDeps, call: OutboxCall): Promise<void> {
  const gate = deps.departments.gateOf(call.topic ?? '');
  if (!gate) return;
  if (call.blocked) return divert(deps, call, gate);
  const { sent } = call;
  if (!sent) return deps.queue.release(call.id);
  // Its place is kept while one looks whether it may be sent at all: nobody else is let in meanwhile.
  const refusal = await gate.hold(() => refused(deps, call, sent));
  const news = refusal ?? (await ask(deps, gate, call, sent));
  if (news === null) return putBack(deps, call, sent.before);
  if (deps.stopping.aborted && news.kind === 'unknown') return deps.queue.release(call.id);
  await deliver(deps, call, news);
}

/** Calls one now, due or not; false where somebody is at it. The adapter may be called. */
export async function callNow(deps: OutboxDeps, job: Job, gate: AdapterGate): Promise<boolean> {
  if (!(await claimCall(deps.pool, job.id, gate.leaseMs))) return false;
  const { name } = gate.adapter;
  const [sent] = await deps.queue.markSent(deps.clock.now(), [{ id: job.id, adapter: name }]);
  await perform(deps, { ...job, adapter: name, blocked: false, sent: sent ?? null });
  return true;
}

/** The department is out of order and the model knows another way: a person need not wait for the attempts. */
async function divert(deps: OutboxDeps, call: OutboxCall, gate: AdapterGate): Promise<void> {
  const state = await deps.queue.effectState(call.id);
  const message = gate.lastFailure ?? `${gate.adapter.name} is switched off`;
  await deliver(deps, call, { kind: isOpen(state) ? 'unknown' : 'failed', message, attemptsLeft: 0 });
}

/** Data that this process must not be given now: nothing is sent, and the model's other way is taken at once. */
async function refused({ sharing }: OutboxDeps, job: Job, { purpose, before }: SentEffect): Promise<News | null> {
  const failure = await sharing.refusalOf(job.topic ?? '', {
    process: job.definitionKey,
    purpose,
    instanceId: job.instanceId,
  });
  if (!failure) return null;
  return { kind: isOpen(before) ? 'unknown' : 'failed', message: inWords(failure), attemptsLeft: 0 };
}

const isOpen = (state: EffectState | undefined): boolean => state === 'sent' || state === 'unknown';

/** Null: nothing was sent, because the breaker has opened meanwhile. */
async function ask(deps: OutboxDeps, gate: AdapterGate, job: Job, sent: SentEffect): Promise<News | null> {
  const { adapter } = gate;
  const request = requestOf(job, sent);
  if (isOpen(sent.before)) {
    if (adapter.query) return reconcile(deps, gate, job, sent);
    if (adapter.repeats === 'doubled') {
      const message = `${adapter.name} may have done it and cannot be asked`;
      return { kind: 'unknown', message, attemptsLeft: 0 };
    }
  }
  return gate.pass<AdapterAnswer>(() => callAdapter(deps, adapter, request));
}

/** Asks what became of it, and calls only where the department has no trace of it. */
async function reconcile(deps: OutboxDeps, gate: AdapterGate, job: Job, sent: SentEffect): Promise<News | null> {
  const request = requestOf(job, sent);
  const state = await gate.pass(() => queryAdapter(deps, gate.adapter, request));
  if (state === null) return null;
  if (state.kind === 'pending') {
    const attemptsLeft = job.attemptsLeft ?? 1;
    return { kind: 'unknown', message: `${gate.adapter.name} has it and is not done`, attemptsLeft };
  }
  if (state.kind !== 'absent') return state;
  await markAbsent(deps.pool, job.id);
  return gate.pass<AdapterAnswer>(() => callAdapter(deps, gate.adapter, request));
}

async function putBack({ pool, queue }: OutboxDeps, { id }: Job, before: EffectState): Promise<void> {
  await unmarkSent(pool, id, before);
  await queue.release(id);
}
