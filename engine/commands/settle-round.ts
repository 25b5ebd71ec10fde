import type { Result } from '../errors.ts';
import { advance } from './advance.ts';
import type { DecideContext } from './command.ts';
import { decideRound, type Happening } from './decide-round.ts';
import type { Progress } from './progress.ts';

export { seatOf, seatsOf, specOf } from './decide-round.ts';

/** Counts the votes after something has happened, and goes on from there. */
export const settleRound = (progress: Progress, happening: Happening, context: DecideContext): Result<Progress> =>
  decideRound(progress, { ...happening, move: advance }, context);
