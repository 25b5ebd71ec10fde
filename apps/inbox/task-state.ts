const KNOWN = [
  'offered',
  'claimed',
  'working',
  'delegated',
  'consulting',
  'held',
  'awaitingSupplement',
  'inProcedure',
  'handedOn',
  'approved',
  'rejected',
  'disagreed',
  'abstained',
  'returned',
] as const;

/** The dictionary key of a task state; the many ways of being voided are one word to a reader. */
export const taskStateKey = (state: string): (typeof KNOWN)[number] | 'ended' =>
  KNOWN.find((known) => known === state) ?? 'ended';
