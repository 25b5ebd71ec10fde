/** Lets a process find out how often the same has come lately: the topic `repeats.enter`, answered by the engine itself. */
import { createHash } from 'node:crypto';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';
import { enterRepeats, REPEAT_DAYS } from '../store/cases/enter-repeats.ts';

export const ENTER_REPEATS = 'repeats.enter';
const DAY_MS = 86_400_000;

/** `runtime` is asked when it is called: adapters are made before it. */
export function repeats(runtime: () => Pick<Runtime, 'pool' | 'clock'>): Adapter {
  return {
    name: 'repeats',
    topics: [ENTER_REPEATS],
    call: (request) => enter(runtime(), request),
  };
}

/**
 * In: `days` to count back (1 to 366), and any other variable is something the case is about, by its name. Out: `repeats`, by the same names how many
 * cases of the process are about the same, this one included. What is blank is the same as nothing.
 */
async function enter(
  { pool, clock }: Pick<Runtime, 'pool' | 'clock'>,
  { instanceId, variables: { days, ...about } }: AdapterRequest,
): Promise<AdapterAnswer> {
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > REPEAT_DAYS)
    return {
      kind: 'error',
      code: 'repeats.refused',
      message: `days is a whole number from 1 to ${REPEAT_DAYS}, but it is ${JSON.stringify(days ?? null)}`,
    };
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(about))
    if (typeof value === 'string' && value.trim() !== '') values.set(name, hashOf(value.trim().toUpperCase()));
  const at = clock.now();
  return {
    kind: 'completed',
    variables: { repeats: await enterRepeats(pool, { instanceId, values, since: at - days * DAY_MS, at }) },
  };
}

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex');
