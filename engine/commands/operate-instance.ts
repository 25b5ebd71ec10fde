import type { InstanceState } from '../core/state.ts';
import type { Trigger } from '../core/trigger.ts';
import { ok, type Result } from '../errors.ts';
import { advance } from './advance.ts';
import { requireOpen, rootDefinition } from './case.ts';
import type { DecideContext, Decision } from './command.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { requireManager } from './rights.ts';

/** Operations on a whole case by those who manage it; they are possible while it is suspended, unless the trigger itself refuses. */
export function operateInstance(
  state: InstanceState,
  trigger: Trigger,
  context: DecideContext,
): Result<Decision<InstanceAnswer>> {
  const may = requireManager(context.actor, rootDefinition(state, context).graph);
  if (!may.ok) return may;
  const open = requireOpen(state);
  if (!open.ok) return open;
  const moved = advance(begin(state), { trigger }, context);
  return moved.ok ? ok(answerInstance(moved.value)) : moved;
}
