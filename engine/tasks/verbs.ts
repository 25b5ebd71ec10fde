/** What a person can do with a task, in the order it is offered. */
export const TASK_VERBS = [
  'claim',
  'release',
  'complete',
  'disagree',
  'abstain',
  'reject',
  'return',
  'transfer',
  'delegate',
  'resolve',
  'suspend',
  'resume',
  'comment',
  'save-draft',
  'copy',
  'urge',
  'add-signer',
  'remove-signer',
] as const;

/** Only where several people decide together (`tb:approval`). */
export const ROUND_VERBS: ReadonlySet<TaskVerb> = new Set(['disagree', 'abstain', 'add-signer', 'remove-signer']);

export type TaskVerb = (typeof TASK_VERBS)[number];
