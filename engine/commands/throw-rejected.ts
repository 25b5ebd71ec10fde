import type { Result } from '../errors.ts';
import { advance } from './advance.ts';
import type { DecideContext } from './command.ts';
import type { Progress } from './progress.ts';
import { type Refused, refuseBy } from './throw-rejected-by.ts';

export { REJECTED } from './throw-rejected-by.ts';

/** Refuses and ends, see `refuseBy`. */
export const refuseCase = (
  progress: Progress,
  refused: Omit<Refused, 'move'>,
  context: DecideContext,
): Result<Progress> => refuseBy(progress, { ...refused, move: advance }, context);
