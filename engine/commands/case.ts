/** What every command on an existing case asks first. */
import { caseStatus, definitionOf } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Definition } from '../model/graph.ts';
import type { DecideContext } from './command.ts';

/** It has left the hot tables. */
export const hasEnded = ({ status }: InstanceState): boolean => status === 'completed' || status === 'terminated';

/** Refuses where the case has ended ('case-not-open'). */
export function requireOpen(state: InstanceState): Result<void> {
  if (!hasEnded(state)) return ok(undefined);
  return fail('case-not-open', caseStatus(state));
}

/** Refuses where the case has ended or is suspended ('case-not-active'). */
export function requireActive(state: InstanceState): Result<void> {
  if (state.status === 'suspended') return fail('case-not-active', caseStatus(state));
  return requireOpen(state);
}

/** The definition the case was started with; its owners own the whole case, called processes included. */
export function rootDefinition(state: InstanceState, { definitions }: Pick<DecideContext, 'definitions'>): Definition {
  const root = state.elements[state.root];
  if (!root) throw new Error(`Expected case ${state.id} to have a root, but it has none.`);
  return definitionOf(definitions, state, root);
}
