import type { InstanceState } from '../core/state.ts';
import type { Trigger } from '../core/trigger.ts';
import { ok, type Result } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive, requireOpen, rootDefinition } from './case.ts';
import { cancelCase, modifyCase } from './close-case.ts';
import type { DecideContext, Decision } from './command.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, type Progress, record } from './progress.ts';
import { requireManager } from './rights.ts';

/** Writing variables is not among them: a condition that turns true would move a token. */
const POSSIBLE_WHILE_SUSPENDED: ReadonlySet<Trigger['kind']> = new Set<Trigger['kind']>([
  'cancel',
  'suspend',
  'resume',
]);

/** Operations on a whole case by those who manage it. A reason that is given is kept in the journal. */
export function operateInstance(
  state: InstanceState,
  { trigger, reason }: { readonly trigger: Trigger; readonly reason?: string },
  context: DecideContext,
): Result<Decision<InstanceAnswer>> {
  const may = requireManager(context.actor, rootDefinition(state, context).graph);
  if (!may.ok) return may;
  const admitted = POSSIBLE_WHILE_SUSPENDED.has(trigger.kind) ? requireOpen(state) : requireActive(state);
  if (!admitted.ok) return admitted;
  const begun = record(begin(state), reason ? [{ type: 'reasonGiven', reason }] : [], context);
  const moved = perform(begun, trigger, context);
  return moved.ok ? ok(answerInstance(moved.value)) : moved;
}

function perform(begun: Progress, trigger: Trigger, context: DecideContext): Result<Progress> {
  if (trigger.kind === 'cancel') return cancelCase(begun, { result: 'cancelled', reason: trigger.reason }, context);
  if (trigger.kind === 'modify') return modifyCase(begun, trigger.instructions, context);
  return advance(begun, { trigger }, context);
}
