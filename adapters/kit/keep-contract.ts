/** An adapter that keeps its contract, whatever the other side does. */
import { parse, stringify } from '../../engine/exact-json.ts';
import type { Adapter, AdapterAnswer, AdapterRequest, AdapterState } from '../../engine/port.ts';
import type { Contract, Operation, Values } from './contract.ts';
import { inTime } from './in-time.ts';
import { mappingOf } from './mapping.ts';
import { namedValues } from './named-values.ts';
import { compileAnswer, type Judged } from './schemas.ts';
import { normalized, setAside } from './set-aside.ts';

export interface TalkCall {
  readonly operation: Operation;
  /** As the department calls things. */
  readonly values: Values;
  readonly request: AdapterRequest;
}

/** Does the talking; gets and gives what the contract describes. What it throws is a technical failure (see `TalkError`). */
export interface Talk {
  call(call: TalkCall): Promise<AdapterAnswer>;
  /** What became of an earlier call. */
  lookUp?(call: TalkCall): Promise<AdapterState>;
}

interface Kept {
  readonly operation: Operation;
  /** Name of the contract. */
  readonly name: string;
  readonly asked: (value: unknown) => Judged;
  readonly answered: (value: unknown) => Judged;
  readonly codes: ReadonlySet<string>;
  readonly toDepartment: ReturnType<typeof mappingOf>;
  readonly toProcess: ReturnType<typeof mappingOf>;
}

/**
 * Both directions are checked. A request that does not fit is the process's mistake: the error `contract.request`, which no repetition cures.
 * An answer that does not fit is the department's, as is an error it has not declared. Variables that the contract does not name stay here. An
 * identity number that cannot be right is refused in a request; in an answer it is set aside, and the rest is taken.
 */
export function keepContract(contract: Contract, talk: Talk): Adapter {
  const kept = new Map(contract.operations.map((operation) => [operation.topic, keep(contract.name, operation)]));
  const { lookUp } = talk;
  return {
    name: contract.name,
    topics: [...kept.keys()],
    readTopics: contract.operations.filter(({ effect }) => effect === 'query').map(({ topic }) => topic),
    timeoutMs: Math.max(...contract.operations.map(({ slo }) => slo.timeoutMs)),
    repeats: contract.repeats ?? 'ignored',
    async call(request) {
      const found = kept.get(request.topic);
      if (!found) return { kind: 'failed', message: `${contract.name} does not serve ${request.topic}` };
      return callWith(found, talk, request);
    },
    ...(lookUp && {
      async query(request: AdapterRequest): Promise<AdapterState> {
        const found = kept.get(request.topic);
        if (!found) return { kind: 'unknown', message: `${contract.name} does not serve ${request.topic}` };
        return lookUpWith(found, (call) => lookUp.call(talk, call), request);
      },
    }),
  };
}

const keep = (name: string, operation: Operation): Kept => ({
  name,
  operation,
  asked: compileAnswer(operation.request),
  answered: compileAnswer(operation.answer),
  codes: new Set(operation.errors.map(({ code }) => code)),
  toDepartment: mappingOf(operation.mapping?.request),
  toProcess: mappingOf(operation.mapping?.answer),
});

async function callWith(kept: Kept, talk: Talk, request: AdapterRequest): Promise<AdapterAnswer> {
  const given = ownValues(kept, request);
  const { problems, identities } = kept.asked(plain(given));
  const wrong = [...problems, ...identities.filter(({ good }) => !good).map(({ place }) => `${place}: format`)];
  if (wrong.length > 0)
    return { kind: 'error', code: 'contract.request', message: told('request', wrong.slice(0, MOST)) };
  const own = normalized(given, identities);
  const values = kept.toDepartment(own);
  const answer = await inTime(kept.operation.slo.timeoutMs, request.signal, (signal) =>
    talk.call({ operation: kept.operation, values, request: { ...request, signal } }),
  );
  const known = answer.kind === 'unsent' ? answer : judged(kept, answer, own);
  if (known.kind === 'unsent') return { kind: 'failed', message: known.message };
  // A query may be asked again as often as one likes: nobody needs to know what became of it.
  const isLost = known.kind === 'unknown' && kept.operation.effect === 'query';
  return isLost ? { kind: 'failed', message: known.message } : known;
}

async function lookUpWith(
  kept: Kept,
  lookUp: NonNullable<Talk['lookUp']>,
  request: AdapterRequest,
): Promise<AdapterState> {
  const given = ownValues(kept, request);
  const own = normalized(given, kept.asked(plain(given)).identities);
  const values = kept.toDepartment(own);
  const state = await inTime(kept.operation.slo.timeoutMs, request.signal, (signal) =>
    lookUp({ operation: kept.operation, values, request: { ...request, signal } }),
  );
  if (state.kind === 'unsent') return { kind: 'unknown', message: state.message };
  if (state.kind !== 'completed' && state.kind !== 'error') return state;
  const known = judged(kept, state, own);
  return known.kind === 'failed' ? { kind: 'unknown', message: known.message } : known;
}

/** An answer that the contract does not know says nothing about what was done. */
function judged(kept: Kept, answer: AdapterAnswer, own: Values): AdapterAnswer {
  if (answer.kind === 'completed') {
    const said = kept.toProcess(copy(answer.variables), own);
    const variables = namedValues(kept.operation.answer, said) as Values;
    const { problems, identities } = kept.answered(plain(variables));
    if (problems.length === 0) {
      const { quality, ...sorted } = setAside(kept.name, variables, identities);
      // What the talk has set aside itself is of rows that are no part of the answer.
      const told = quality ?? answer.quality;
      return { kind: 'completed', ...sorted, ...(told && { quality: told }) };
    }
    return { kind: 'unknown', message: told('answer', problems) };
  }
  if (answer.kind !== 'error' || kept.codes.has(answer.code)) return answer;
  return { kind: 'unknown', message: 'the department gave an error that its contract does not name' };
}

/** What is wrong with a long list is told by its first rows. */
const MOST = 20;

const told = (side: string, problems: readonly string[]): string =>
  `the ${side} does not fit the contract at ${problems.join(', ')}`;

/** What the contract names of the variables; null stands for one that nobody has set. */
function ownValues({ operation }: Kept, { variables }: AdapterRequest): Values {
  const properties = (operation.request.properties ?? {}) as Values;
  const entries = Object.entries(copy(variables));
  return Object.fromEntries(entries.filter(([name, value]) => Object.hasOwn(properties, name) && value !== null));
}

/** A copy as JSON has it, numbers with every digit. */
const copy = (values: Values): Values => parse(stringify(values)) as Values;

/** For checks, which know doubles only. */
const plain = (values: Values): Values => JSON.parse(stringify(values)) as Values;
