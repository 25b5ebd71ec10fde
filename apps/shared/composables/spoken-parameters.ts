/** Parameters of refusals that are ids and instants, and what they are said as; all others that a clerk's words have are said as they are. */
export const SPOKEN: Readonly<Record<string, 'people' | 'department' | 'time' | 'wait'>> = {
  actor: 'people',
  assignee: 'people',
  by: 'people',
  missing: 'people',
  person: 'people',
  principal: 'people',
  to: 'people',
  user: 'people',
  users: 'people',
  department: 'department',
  at: 'time',
  dueAt: 'time',
  latest: 'time',
  since: 'time',
  until: 'time',
  /** From now on. */
  seconds: 'wait',
};

/** What steps are called, in place of the parameter that holds their ids. */
export const STEP_NAMES = { step: 'elementId', targetStep: 'target', targetSteps: 'targets' } as const;

/** The model is at fault: nobody who works on the case can do anything about it, but whoever owns the process needs the words of the engine. */
export const PROCESS_BROKEN: ReadonlySet<string> = new Set([
  'call-activity-not-found',
  'call-depth-exceeded',
  'decision-failed',
  'decision-not-found',
  'expression-failed',
  'expression-limit',
  'form-not-found',
  'loop-limit-exceeded',
  'no-flow-chosen',
  'post-check-missing',
  'procedure-interrupts',
  'script-failed',
  'setting-missing',
  'step-budget-exceeded',
  'timer-invalid',
  'uncaught-error',
]);
