/** What a person can do with a task, in the order it is offered. */
export const TASK_VERBS = [
  'claim',
  'release',
  'complete',
  'disagree',
  'abstain',
  'reject',
  'return',
  'jump',
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
  'correct',
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
  'issue-document',
] as const;

/** What who leads or coordinates a round does to the tasks of the others: adds to the vote, and removes who was added. */
export const COORDINATOR_VERBS: ReadonlySet<TaskVerb> = new Set(['add-signer', 'remove-signer']);

/** Only where several people decide together (`tb:approval`), and of who was added to a task. */
export const ROUND_VERBS: ReadonlySet<TaskVerb> = new Set(['disagree', 'abstain', 'remove-signer']);

/** Verbs of procedure by law: only where the model names them, because each rests on rules of the item that the model has to state. */
export const PROCEDURE_VERBS: ReadonlySet<TaskVerb> = new Set([
  'correct',
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
  'issue-document',
]);

/** Of who was asked before or after somebody else's decision (前加签, 后加签): an answer, and what leads to it. What becomes of the case is not theirs. */
export const ASKED_VERBS: ReadonlySet<TaskVerb> = new Set([
  'claim',
  'release',
  'complete',
  'disagree',
  'abstain',
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
]);

/** Not where several people decide together: one of them does not end the round for the others, nor have it wait. */
export const SINGLE_VERBS: ReadonlySet<TaskVerb> = new Set([
  'request-supplement',
  'supplement',
  'decline-acceptance',
  'accept-tolerantly',
  'start-special-procedure',
  'end-special-procedure',
  'hand-on',
  'take-back',
  'decide-on-promise',
]);

/** Verbs that decide for the organ: only those named in `tb:deciders`. */
export const DECIDING_VERBS: ReadonlySet<TaskVerb> = new Set(['refuse', 'decide-on-promise', 'revoke']);

export type TaskVerb = (typeof TASK_VERBS)[number];

/** What is left to somebody who may not do the task: giving it up or away, so that nobody is stuck with it, and asking who may to go on. */
const OPEN_TO_BARRED: ReadonlySet<TaskVerb> = new Set([
  'release',
  'transfer',
  'suspend',
  'resume',
  'remove-signer',
  'urge',
]);

export const isBarredVerb = (verb: TaskVerb): boolean => !OPEN_TO_BARRED.has(verb);
