import type { Task } from '../core/state.ts';

export interface Remark {
  readonly at: number;
  readonly by: string;
  /** Whom `by` acted for as a proxy. */
  readonly onBehalfOf?: string;
  readonly verb: string;
  readonly text: string;
  readonly evidence?: string | undefined;
}

/** The principal of an entry, left out where somebody acts for himself. */
export const forWhom = (onBehalfOf: string | null): { readonly onBehalfOf?: string } =>
  onBehalfOf === null ? {} : { onBehalfOf };

/** The opinions with one more. What was decided on evidence, handing over, stopping and going back leave an entry even without words: it is how the chain is seen. */
export function withRemark(task: Task, remark: Remark): Task['comments'] {
  const { evidence, ...said } = remark;
  if (evidence !== undefined) return [...task.comments, { ...said, evidence }];
  return remark.text === '' && !TRACED.has(remark.verb) ? task.comments : [...task.comments, said];
}

const TRACED: ReadonlySet<string> = new Set([
  'transfer',
  'delegate',
  'resolve',
  'suspend',
  'resume',
  'return',
  'reject',
  'release',
  'disagree',
  'abstain',
  'add-signer',
  'remove-signer',
  'retrieve',
  'request-supplement',
  'supplement',
  'decline-acceptance',
  'accept-tolerantly',
  'start-special-procedure',
  'end-special-procedure',
  'apply-suspension',
  'hand-on',
  'take-back',
  'refuse',
  'decide-on-promise',
  'revoke',
]);
