import { realSurroundings } from './real-surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** The machine, but nobody waits: for engines whose clock jumps, as in scenarios and in the demo's town. How long something takes is said by the clock. */
export const quickSurroundings: Surroundings = { ...realSurroundings, sleep: async () => undefined };
