/** Whether the process of a case asks for a rating itself, besides the channels that can be rated in every case. */
import type { ProcessInstance } from '@shared/api/types.ts';

/** The variable by which the portal knows what became of it. */
export const RATED = 'ratingResult';

const UNRATED = 'unrated';

/** `asks`: it waits for the rating now; `has`: it got one; null: it did not ask, or waited in vain. */
export function ratingInProcess({
  awaits,
  variables,
}: Pick<ProcessInstance, 'awaits' | 'variables'>): 'asks' | 'has' | null {
  if (awaits.some(({ message }) => message === 'rating.submitted')) return 'asks';
  const result = variables[RATED];
  return typeof result === 'string' && result !== UNRATED ? 'has' : null;
}
