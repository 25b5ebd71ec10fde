/** What a person can do with a task, in the order it is offered. */
export const TASK_VERBS = [
  'claim',
  'release',
  'complete',
  'reject',
  'return',
  'transfer',
  'delegate',
  'resolve',
  'suspend',
  'resume',
  'comment',
] as const;

export type TaskVerb = (typeof TASK_VERBS)[number];
