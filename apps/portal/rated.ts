import type { ProcessInstance } from '@shared/api/types.ts';

/** The process of a case waits for a rating now: the channels are not asked about as well until it has one. */
export const asksForRating = ({ awaits }: Pick<ProcessInstance, 'awaits'>): boolean =>
  awaits.some(({ message }) => message === 'rating.submitted');
