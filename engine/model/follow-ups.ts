import type { Problem } from './problem.ts';

const WITHOUT_REFERENCE = [
  'data-association',
  'error-without-code',
  'escalation-without-code',
  'loop-behavior',
  'loop-data',
  'message-without-name',
  'multi-instance-items',
  'receive-without-message',
  'signal-without-name',
];

const WITHOUT_CONTENT = [
  'completion-condition-missing',
  'condition-missing',
  'data-association',
  'flow-condition',
  'multi-instance-items',
  'required-content',
  'script-missing',
  'timer-without-value',
];

/** What is told of an element because something in it could not be read, or leads elsewhere. */
const EFFECTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['invalid-value', ['condition-missing', 'flow-condition', 'interrupting-start', 'quantities', 'timer-without-value']],
  ['reference-type', WITHOUT_REFERENCE],
  ['unknown-element', WITHOUT_CONTENT],
  ['unresolved-reference', [...WITHOUT_REFERENCE, 'boundary-attachment']],
  ['unsupported-element', ['required-content']],
]);

/** One defect is one problem: what only seems to be missing because something at the same element could not be read is not told again. */
export function withoutFollowUps(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  for (const { rule, severity, elementId } of problems) {
    if (severity !== 'error') continue;
    for (const effect of EFFECTS.get(rule) ?? []) told.add(`${effect} ${elementId}`);
  }
  return problems.filter(({ rule, elementId }) => elementId === null || !told.has(`${rule} ${elementId}`));
}
