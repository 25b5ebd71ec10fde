import { setTimeout as wait } from 'node:timers/promises';
import type { Surroundings } from './surroundings.ts';

/** The clock of the machine. */
export const realSurroundings: Surroundings = {
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
};
