import type { Problem } from './problem.ts';

/** What makes something seem to be missing that is there, but cannot be read or leads elsewhere. */
const CAUSES: ReadonlySet<string> = new Set([
  'invalid-value',
  'reference-type',
  'unknown-attribute',
  'unknown-element',
  'unresolved-reference',
  'unsupported-element',
]);

/** What is told where something is missing, or is not as it should be. */
const EFFECTS: ReadonlySet<string> = new Set([
  'boundary-attachment',
  'condition-missing',
  'data-association',
  'error-without-code',
  'escalation-without-code',
  'flow-condition',
  'interrupting-start',
  'loop-behavior',
  'loop-data',
  'message-without-name',
  'multi-instance-items',
  'receive-without-message',
  'required-content',
  'signal-without-name',
  'timer-without-value',
]);

/** One defect is one problem: what is only missing because something at the same element could not be read is not told again. */
export function withoutFollowUps(problems: readonly Problem[]): Problem[] {
  const caused = new Set(problems.filter(isCause).map(({ elementId }) => elementId));
  return problems.filter(({ rule, elementId }) => !EFFECTS.has(rule) || elementId === null || !caused.has(elementId));
}

const isCause = ({ rule, severity }: Problem): boolean => severity === 'error' && CAUSES.has(rule);
