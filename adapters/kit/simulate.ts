/** A department played from its contract: it answers as in its examples, takes its time, and fails as often as told. The same seed plays the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Adapter, AdapterAnswer, AdapterState } from '../../engine/port.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Contract, Example, Fault, Simulation, Values } from './contract.ts';
import { keepContract, type TalkCall } from './keep-contract.ts';
import { delayFrom, randomFrom } from './random.ts';
import { sample } from './sample.ts';

export interface SimulateOptions {
  readonly seed?: string;
  /** Instead of what the contract says. */
  readonly simulation?: Simulation;
}

const AT_ONCE: Simulation = { medianMs: 0, p95Ms: 0 };
const MOST_REMEMBERED = 10_000;

export function simulateContract(
  contract: Contract,
  { sleep }: Pick<Surroundings, 'sleep'>,
  { seed = 'tongban', simulation = contract.simulation ?? AT_ONCE }: SimulateOptions = {},
): Adapter {
  const done = new Map<string, AdapterAnswer>();

  async function call(talk: TalkCall): Promise<AdapterAnswer> {
    const { operation, request } = talk;
    const random = randomFrom(seed, operation.topic, request.idempotencyKey, String(request.attempt));
    await sleep(delayFrom(random, simulation), request.signal);
    const fault = faultFrom(random(), simulation.faults ?? {});
    if (fault === 'failure') return { kind: 'failed', message: `${contract.name} is out of order (simulated)` };
    if (fault === 'silence') await sleep(FOR_EVER, request.signal);
    const known = `${operation.topic} ${request.idempotencyKey}`;
    const answer = done.get(known) ?? answerTo(talk, seed);
    if (operation.effect === 'change') remember(known, answer);
    if (fault === 'garbage') return { kind: 'completed', variables: { '?': 'garbage (simulated)' } };
    if (fault === 'lost-answer') return { kind: 'unknown', message: 'the connection was lost (simulated)' };
    return answer;
  }

  function remember(key: string, answer: AdapterAnswer): void {
    done.set(key, answer);
    for (const oldest of done.keys()) {
      if (done.size <= MOST_REMEMBERED) break;
      done.delete(oldest);
    }
  }

  return keepContract(withoutMapping(contract), {
    call,
    async lookUp({ operation, request }): Promise<AdapterState> {
      const answer = done.get(`${operation.topic} ${request.idempotencyKey}`);
      return answer?.kind === 'completed' || answer?.kind === 'error' ? answer : { kind: 'absent' };
    },
  });
}

/** The play is on this side of the mapping, where the examples are. */
const withoutMapping = (contract: Contract): Contract => ({
  ...contract,
  operations: contract.operations.map((operation) => ({ ...operation, mapping: undefined })),
});

const FOR_EVER = 2 ** 31 - 1;

/** Shares add up in the order of the table; what is left of 1 goes well. */
function faultFrom(dice: number, faults: Readonly<Partial<Record<Fault, number>>>): Fault | undefined {
  let upTo = 0;
  for (const [fault, share] of Object.entries(faults)) {
    upTo += share;
    if (dice < upTo) return fault as Fault;
  }
  return undefined;
}

/** The example of just this request, else something made up that fits. */
function answerTo({ operation, values, request }: TalkCall, seed: string): AdapterAnswer {
  const asked = JSON.parse(JSON.stringify(values)) as Values;
  const recorded = operation.examples.find((example) => isDeepStrictEqual(example.request, asked));
  if (recorded) return answerOf(recorded, operation);
  const key = operation.effect === 'change' ? request.idempotencyKey : JSON.stringify(asked);
  const random = randomFrom(seed, operation.topic, key);
  const variables = sample(operation.answer, { random, request: asked }) as Values;
  return { kind: 'completed', variables };
}

function answerOf({ answer, error }: Example, { errors }: TalkCall['operation']): AdapterAnswer {
  if (error === undefined) return { kind: 'completed', variables: answer ?? {} };
  const words = errors.find(({ code }) => code === error);
  return { kind: 'error', code: error, message: words?.en ?? error };
}
