/** How every answer from the outside begins. */
import type { Effect, InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { requireActive } from './case.ts';
import type { DecideContext } from './command.ts';
import { requireRole } from './rights.ts';

/** The work that was asked for, if the actor may settle it and the case still waits for it. */
export function findEffect(state: InstanceState, effectId: string, { actor }: DecideContext): Result<Effect> {
  const may = requireRole(actor, ['system', 'worker', 'admin']);
  if (!may.ok) return may;
  const active = requireActive(state);
  if (!active.ok) return active;
  const effect = state.effects[effectId];
  return effect ? ok(effect) : fail('not-found', { kind: 'external task', id: effectId });
}
