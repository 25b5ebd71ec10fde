/** The choices of who returns a task, as far as the model leaves them open. */
import type { TaskForm } from '@shared/api/types.ts';

export const RESUBMITS = ['again', 'straight'] as const;
export const SIGNERS = ['allSigners', 'onlyRejecter'] as const;

export interface Returning {
  readonly resubmit?: (typeof RESUBMITS)[number];
  readonly signers?: (typeof SIGNERS)[number];
  /** After a join: one branch, or all. */
  readonly block?: 'branch' | 'whole';
}

type Policy = TaskForm['returnPolicy'];

export const asksResubmit = ({ resubmit }: Policy): boolean => resubmit === 'choose';

/** Only of a round that is come straight back to is there anything to choose. */
export const asksSigners = ({ signers, resubmit }: Policy, chosen: Returning['resubmit']): boolean =>
  signers === 'choose' && (resubmit === 'straight' || (resubmit === 'choose' && chosen === 'straight'));

/** What is sent: what the model has settled is left out. */
export function returningOf(policy: Policy, { resubmit, signers }: Returning): Returning {
  return {
    ...(asksResubmit(policy) && resubmit ? { resubmit } : {}),
    ...(asksSigners(policy, resubmit) && signers ? { signers } : {}),
  };
}
