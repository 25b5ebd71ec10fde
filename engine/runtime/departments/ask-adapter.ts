/** One call or query of an adapter. Never rejects and never takes longer than the adapter may. */
import type { Adapter, AdapterAnswer, AdapterRequest, AdapterState } from '../../port.ts';
import type { Job } from '../../store/jobs/job.ts';
import type { Logger } from '../logger.ts';
import { DEFAULT_TIMEOUT_MS } from './gate.ts';

export interface AskDeps {
  readonly logger: Logger;
  /** Aborted when the engine stops. */
  readonly stopping: AbortSignal;
}

/** What an adapter is told of an effect. */
export type Request = Omit<AdapterRequest, 'signal'>;

export interface Asked {
  readonly requestedBy: string;
  readonly purpose: string | null;
  readonly attempts: number;
}

export const requestOf = (
  job: Pick<Job, 'id' | 'topic' | 'instanceId' | 'businessKey' | 'elementId' | 'payload'>,
  { requestedBy, purpose, attempts }: Asked,
): Request => ({
  topic: job.topic ?? '',
  idempotencyKey: job.id,
  instanceId: job.instanceId ?? '',
  businessKey: job.businessKey,
  elementId: job.elementId ?? '',
  attempt: attempts,
  requestedBy,
  purpose,
  variables: (job.payload as { variables: AdapterRequest['variables'] }).variables,
});

export function callAdapter(deps: AskDeps, adapter: Adapter, request: Request): Promise<AdapterAnswer> {
  return bounded(deps, adapter, async (signal) => {
    const answer: unknown = await adapter.call({ ...request, signal });
    return isAnswer(answer) ? answer : garbage(adapter);
  });
}

/** The adapter has a `query`. */
export function queryAdapter(deps: AskDeps, adapter: Adapter, request: Request): Promise<AdapterState> {
  return bounded<AdapterState>(deps, adapter, async (signal) => {
    const state: unknown = await adapter.query?.({ ...request, signal });
    return isState(state) ? state : garbage(adapter);
  });
}

type Unknown = Extract<AdapterAnswer, { kind: 'unknown' }>;

/** What hangs or throws leaves open whether the department did it. */
async function bounded<Answer>(
  { logger, stopping }: AskDeps,
  adapter: Adapter,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | Unknown> {
  const timeoutMs = adapter.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException('time limit', 'TimeoutError')), timeoutMs);
  const signal = AbortSignal.any([limit.signal, stopping]);
  let leave = (): void => undefined;
  const aborted = new Promise<Unknown>((resolve) => {
    leave = () => resolve({ kind: 'unknown', message: `no answer within ${timeoutMs} ms` });
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
  });
  const answered = (async () => ask(signal))().catch((error: unknown): Unknown => {
    // What ends because we ended it is told as that.
    if (!signal.aborted) logger.warn({ err: error, adapter: adapter.name }, 'an adapter failed');
    return { kind: 'unknown', message: error instanceof Error ? error.message : String(error) };
  });
  try {
    return await Promise.race([answered, aborted]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}

const garbage = ({ name }: Adapter): Unknown => ({
  kind: 'unknown',
  message: `Expected an answer of the adapter contract from ${name}, but it is something else.`,
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** An adapter is written by others: what it gives back is looked at before it is believed. */
function isAnswer(value: unknown): value is AdapterAnswer {
  if (!isRecord(value)) return false;
  if (value.kind === 'completed')
    return isRecord(value.variables) && (value.quality === undefined || isQuality(value.quality));
  if (value.kind === 'error')
    return (
      typeof value.code === 'string' &&
      value.code !== '' &&
      (value.variables === undefined || isRecord(value.variables))
    );
  return (value.kind === 'failed' || value.kind === 'unknown') && typeof value.message === 'string';
}

const isQuality = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.source === 'string' &&
  isListOf(value.checked, { field: 'string', rule: 'string', checked: 'number', failed: 'number' }) &&
  isListOf(value.setAside, { place: 'string', field: 'string', rule: 'string', value: 'string' });

const isListOf = (value: unknown, types: Readonly<Record<string, 'number' | 'string'>>): boolean =>
  Array.isArray(value) &&
  value.every((each) => isRecord(each) && Object.entries(types).every(([name, type]) => typeof each[name] === type));

const isState = (value: unknown): value is AdapterState =>
  isRecord(value) &&
  (value.kind === 'absent' || value.kind === 'pending' || (value.kind !== 'failed' && isAnswer(value)));
