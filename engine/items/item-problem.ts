import type { Words } from './item.ts';

/** What is wrong with a service item. Errors keep it out of use. */
export interface ItemProblem {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: Words;
}
