/** What a due job inside the engine does: a command, through the same door as everybody's. */
import type { AsyncWork } from '../commands/change-rows.ts';
import type { LampWork } from '../commands/clocks/clock-rows.ts';
import { SYSTEM } from '../commands/command.ts';
import type { InputOf } from '../commands/index.ts';
import type { RungWork } from '../commands/ladders/ladder-rows.ts';
import type { StartTimerPayload } from '../commands/start-events.ts';
import { nextOfCycle } from '../core/schedule.ts';
import { describe, ERRORS, fail } from '../errors.ts';
import type { ActivationPayload } from '../store/deployments/activate-deployment.ts';
import type { Job } from '../store/jobs/job.ts';
import type { CardWork } from './cards/alarm.ts';
import type { Clock } from './clock.ts';
import type { DefinitionRegistry } from './definitions.ts';
import type { Envelope, Outcome, Submitter, Target } from './envelope.ts';
import type { JobQueue } from './job-queue.ts';
import type { Logger } from './logger.ts';
import type { Messages } from './messages.ts';
import type { RatingWork } from './ratings/alarm.ts';
import type { RetimeWork } from './retimings.ts';
import type { Signals } from './signals.ts';

export interface JobDeps {
  readonly queue: Pick<JobQueue, 'delay'>;
  readonly dispatcher: Submitter;
  readonly messages: Messages;
  readonly signals: Signals;
  readonly definitions: DefinitionRegistry;
  /** Puts in effect what was deployed for the time of the job. */
  readonly activate: (job: Job) => Promise<void>;
  /** Computes the next open deadlines again after a calendar has changed. */
  readonly retime: (job: Job) => Promise<void>;
  /** What is due for a bad rating. */
  readonly ringRating: (job: Job, at?: number) => Promise<Outcome>;
  /** What is due for a card that nobody has explained. */
  readonly ringCard: (job: Job, at?: number) => Promise<Outcome>;
  /** Issues the card that a case has asked for. */
  readonly issueCard: (job: Job) => Promise<void>;
  /** Runs a script in the sandbox and brings its answer to the case. */
  readonly runScript: (job: Job) => Promise<Outcome>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A signal on its way to one receiver. */
interface Delivery {
  readonly work: 'deliver';
  readonly signalId: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The condition of a start event has turned true. */
interface ConditionStart {
  readonly work: 'condition';
}

type Work = AsyncWork | ConditionStart | Delivery | ActivationPayload | RetimeWork | RatingWork | CardWork;

/** Does the job and says how it went; `at` overrides the command's now. */
export async function runJob(deps: JobDeps, job: Job, at?: number): Promise<Outcome> {
  if (job.kind === 'timer')
    return deps.dispatcher.submit(job.instanceId === null ? await startByTimer(deps, job, at) : fireTimer(job, at));
  if (job.kind === 'escalation') return deps.dispatcher.submit(wake(job, at));
  if (job.kind === 'script') return deps.runScript(job);
  const payload = job.payload as Work;
  switch (payload.work) {
    case 'publish':
      await deps.messages.deliverSent(job, payload);
      return { ok: true, instanceId: job.instanceId ?? '', answer: null, replayed: false };
    case 'signal':
      await deps.signals.deliverSent(job, payload);
      return { ok: true, instanceId: job.instanceId ?? '', answer: null, replayed: false };
    case 'open':
      return deps.dispatcher.submit(openCase(job, payload));
    case 'tell':
      return deps.dispatcher.submit(tell(job, payload));
    case 'condition':
      return deps.dispatcher.submit(startByCondition(job));
    case 'deliver':
      return deps.dispatcher.submit(deliver(job, payload));
    case 'activate':
      await deps.activate(job);
      return { ok: true, instanceId: '', answer: null, replayed: false };
    case 'retime':
      await deps.retime(job);
      return { ok: true, instanceId: '', answer: null, replayed: false };
    case 'card':
      await deps.issueCard(job);
      return { ok: true, instanceId: job.instanceId ?? '', answer: null, replayed: false };
    case 'rating':
      return deps.ringRating(job, at);
    case 'explain':
      return deps.ringCard(job, at);
  }
}

function wake(job: Job, at?: number): Envelope {
  const work = (job.payload as Partial<LampWork | RungWork> | null)?.work;
  if (work === 'lamp') return turnLamp(job, at);
  return work === 'rung' ? climbRung(job, at) : ringAlarm(job, at);
}

function climbRung(job: Job, at?: number): Envelope {
  const { element, rung } = job.payload as RungWork;
  const input: InputOf<'climb-rung'> = { element, rung };
  return { command: 'climb-rung', target: targetOf(job), input, actor: SYSTEM, at };
}

function openCase(job: Job, { key, variables }: Extract<AsyncWork, { work: 'open' }>): Envelope {
  const input: InputOf<'start-process-instance'> = { definitionKey: key, variables };
  const consumes = { kind: 'job', id: job.id } as const;
  return { command: 'start-process-instance', target: 'new', input, actor: SYSTEM, consumes };
}

function turnLamp(job: Job, at?: number): Envelope {
  const { clock } = job.payload as LampWork;
  const input: InputOf<'turn-lamp'> = { clock };
  return { command: 'turn-lamp', target: targetOf(job), input, actor: SYSTEM, at };
}

/** For the loop: a job that fails is left for later. */
export async function runOrDelay(deps: JobDeps, job: Job): Promise<void> {
  if (isSuperseded(deps.definitions, job)) return;
  const outcome = await runJob({ ...deps, dispatcher: inBackground(deps.dispatcher) }, job).catch(
    (error: unknown): Outcome => {
      deps.logger.error({ err: error, job: job.id }, 'a job failed by a bug');
      return fail('internal-error', { id: job.id });
    },
  );
  if (!outcome.ok) await leave(deps, job, outcome.failure);
}

/** Nobody waits for what the loop does: people go first. */
const inBackground = (dispatcher: Submitter): Submitter => ({
  submit: (envelope) => dispatcher.submit({ ...envelope, background: true }),
});

/** Its version is in effect, and no other one is on the point of taking its place. */
function isCurrent(definitions: DefinitionRegistry, { definitionId, definitionKey }: Job, now: number): boolean {
  const versions = definitions.versions('process', definitionKey ?? '');
  const current = versions.find(({ activatesAt }) => activatesAt === null || activatesAt <= now);
  return current?.id === definitionId;
}

/** A start timer that is due only after another version comes into effect, whose activation is due too and removes it. */
function isSuperseded(definitions: DefinitionRegistry, { kind, instanceId, definitionKey, dueAt }: Job): boolean {
  if (kind !== 'timer' || instanceId !== null) return false;
  const versions = definitions.versions('process', definitionKey ?? '');
  return versions.some(({ activatesAt }) => activatesAt !== null && activatesAt <= dueAt);
}

const FIRST_PAUSE_MS = 500;

async function leave(deps: JobDeps, job: Job, failure: Extract<Outcome, { ok: false }>['failure']): Promise<void> {
  const counts = !ERRORS[failure.code].retryable;
  const pauseMs = FIRST_PAUSE_MS * 2 ** Math.min(job.attempts, 8);
  const error = describe(failure, 'en');
  try {
    const isLeft = await deps.queue.delay({ id: job.id, error, pauseMs, counts });
    const told = { job: job.id, kind: job.kind, instanceId: job.instanceId, code: failure.code };
    if (isLeft) deps.logger.warn(told, 'a job was refused; it is left for later');
  } catch (cause) {
    deps.logger.warn({ err: cause, job: job.id }, 'could not note why a job failed; its lease runs out by itself');
  }
}

function ringAlarm(job: Job, at?: number): Envelope {
  const input: InputOf<'ring-alarm'> = { alarmId: job.id };
  return { command: 'ring-alarm', target: targetOf(job), input, actor: SYSTEM, at };
}

const targetOf = ({ id, instanceId }: Job): Target => ({
  jobId: id,
  ...(instanceId !== null && { caseId: instanceId }),
});

export function fireTimer(job: Job, at?: number): Envelope {
  const input: InputOf<'fire-timer'> = { timerId: job.id };
  return { command: 'fire-timer', target: targetOf(job), input, actor: SYSTEM, at };
}

/**
 * The new case and the next time of a cycle are one commit. A version that was replaced before it fired does not come again; which one is in
 * effect is read anew, because another process may have deployed.
 */
async function startByTimer({ clock, definitions }: JobDeps, job: Job, at?: number): Promise<Envelope> {
  const { repeat } = job.payload as StartTimerPayload;
  if (repeat) await definitions.refresh();
  const next =
    repeat &&
    isCurrent(definitions, job, clock.now()) &&
    nextOfCycle(repeat, Math.max(at ?? clock.now(), job.dueAt), clock.zone);
  return {
    command: 'start-by-timer',
    target: 'new',
    input: startInput(job),
    actor: SYSTEM,
    at,
    consumes: {
      kind: 'job',
      id: job.id,
      again: next ? { dueAt: next.dueAt, payload: { repeat: next.repeat } } : undefined,
    },
  };
}

function startByCondition(job: Job): Envelope {
  const consumes = { kind: 'job', id: job.id } as const;
  return { command: 'start-by-condition', target: 'new', input: startInput(job), actor: SYSTEM, consumes };
}

function deliver(job: Job, { signalId, name, variables }: Delivery): Envelope {
  const common = { actor: SYSTEM, consumes: { kind: 'job', id: job.id } } as const;
  if (job.instanceId === null)
    return { ...common, command: 'start-by-signal', target: 'new', input: { ...startInput(job), variables } };
  const input: InputOf<'receive-signal'> = { signalId, name, variables };
  return { ...common, command: 'receive-signal', target: { instanceId: job.instanceId }, input };
}

function tell(job: Job, { from, to, word }: Extract<AsyncWork, { work: 'tell' }>): Envelope {
  const common = { actor: SYSTEM, consumes: { kind: 'job', id: job.id } } as const;
  if (word.say !== 'open') {
    const input: InputOf<'hear-instance'> = { from, word };
    return { ...common, command: 'hear-instance', target: { instanceId: to }, input };
  }
  const { say: _say, text, initiator, ...start } = word;
  const origin = { instanceId: from, text };
  const input: InputOf<'start-process-instance'> = { ...start, origin, ...(initiator !== null && { initiator }) };
  return { ...common, command: 'start-process-instance', target: { newInstanceId: to }, input };
}

function startInput(job: Job): InputOf<'start-by-timer'> {
  return { definitionId: job.definitionId ?? '', startEvent: job.elementId ?? '' };
}
