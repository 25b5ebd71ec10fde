/** An adapter that keeps its contract, whatever the other side does. */
import type { Adapter, AdapterAnswer, AdapterRequest } from '../../engine/port.ts';
import type { Contract, Operation, Values } from './contract.ts';
import { mappingOf } from './mapping.ts';
import { type Check, compileSchema } from './schemas.ts';

/** Does the talking; gets and gives what the contract describes. */
export type Talk = (call: TalkCall) => Promise<AdapterAnswer>;

export interface TalkCall {
  readonly operation: Operation;
  readonly values: Values;
  readonly request: AdapterRequest;
}

interface Kept {
  readonly operation: Operation;
  readonly asked: Check;
  readonly answered: Check;
  readonly codes: ReadonlySet<string>;
  readonly toDepartment: ReturnType<typeof mappingOf>;
  readonly toProcess: ReturnType<typeof mappingOf>;
}

/**
 * Both directions are checked. A request that does not fit is the process's mistake: the error `contract.request`, which no repetition cures.
 * An answer that does not fit is the department's: a technical failure, tried again, then an incident. An error it has not declared too.
 * Variables of the process that the contract does not name stay here.
 */
export function keepContract(contract: Contract, talk: Talk): Adapter {
  const kept = new Map(contract.operations.map((operation) => [operation.topic, keep(operation)]));
  return {
    name: contract.name,
    topics: [...kept.keys()],
    timeoutMs: Math.max(...contract.operations.map(({ slo }) => slo.timeoutMs)),
    async call(request) {
      const found = kept.get(request.topic);
      if (!found) return { kind: 'failed', message: `${contract.name} does not serve ${request.topic}` };
      return callWith(found, talk, request);
    },
  };
}

const keep = (operation: Operation): Kept => ({
  operation,
  asked: compileSchema(operation.request),
  answered: compileSchema(operation.answer),
  codes: new Set(operation.errors.map(({ code }) => code)),
  toDepartment: mappingOf(operation.mapping?.request),
  toProcess: mappingOf(operation.mapping?.answer),
});

async function callWith(kept: Kept, talk: Talk, request: AdapterRequest): Promise<AdapterAnswer> {
  const { operation } = kept;
  const own = only(plain(request.variables), operation.request.properties as Values | undefined);
  const problems = kept.asked(own);
  if (problems.length > 0) return { kind: 'error', code: 'contract.request', message: told('request', problems) };
  const answer = await inTime(operation.slo.timeoutMs, request, (signal) =>
    talk({ operation, values: kept.toDepartment(own), request: { ...request, signal } }),
  );
  if (answer.kind === 'completed') return judged(kept, kept.toProcess(plain(answer.variables), own));
  if (answer.kind === 'failed' || kept.codes.has(answer.code)) return answer;
  return { kind: 'failed', message: `the department gave the error ${answer.code}, which its contract does not name` };
}

function judged(kept: Kept, variables: Values): AdapterAnswer {
  const problems = kept.answered(variables);
  return problems.length === 0
    ? { kind: 'completed', variables }
    : { kind: 'failed', message: told('answer', problems) };
}

const told = (side: string, problems: readonly string[]): string =>
  `the ${side} does not fit the contract at ${problems.join(', ')}`;

/** What is not there is not sent: null stands for a variable nobody has set. */
const only = (variables: Values, properties: Values = {}): Values =>
  Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => Object.hasOwn(properties, name) && value !== null),
  );

/** As JSON, so that exact numbers and anything that is no JSON are what the other side will read. */
const plain = (values: Values): Values => JSON.parse(JSON.stringify(values)) as Values;

/** The operation's own limit is never longer than the engine's. What the talk throws is a technical failure; an unknown error keeps its text to itself. */
async function inTime(
  ms: number,
  request: AdapterRequest,
  work: (signal: AbortSignal) => Promise<AdapterAnswer>,
): Promise<AdapterAnswer> {
  const limit = AbortSignal.timeout(ms);
  const signal = AbortSignal.any([limit, request.signal]);
  const stopped = new Promise<AdapterAnswer>((resolve) => {
    const stop = (): void => resolve({ kind: 'failed', message: limit.aborted ? `no answer within ${ms} ms` : 'the call was interrupted' });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work(signal).catch((error: unknown) => ({ kind: 'failed', message: safeText(error) }) as const), stopped]);
}

/** Codes such as ECONNREFUSED say what happened; texts of libraries may carry addresses with passwords, headers or rows of people. */
export function safeText(error: unknown): string {
  if (error instanceof TalkError) return error.message;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : `${typeof name === 'string' ? name : 'Error'}`;
}

/** A failure whose text is ours and safe to show. */
export class TalkError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TalkError';
  }
}
