import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive, rootDefinition } from './case.ts';
import { closeSteps } from './close-steps.ts';
import type { DecideContext } from './command.ts';
import { type JumpPlan, planJump } from './jump-plan.ts';
import { placeOf } from './place.ts';
import { begin, type Progress, record } from './progress.ts';
import { requireManager } from './rights.ts';

export interface JumpInput {
  readonly to: string;
  readonly from?: string;
  readonly reason: string;
}

/** The jump itself, by somebody who manages the case. Refuses as `planJump` does, and with 'jump-ambiguous' where it is not said whose token jumps. */
export function performJump(state: InstanceState, input: JumpInput, context: DecideContext): Result<Progress> {
  const may = requireManager(context.actor, rootDefinition(state, context).graph);
  if (!may.ok) return may;
  const active = requireActive(state);
  if (!active.ok) return active;
  const from = startOf(state, input, context);
  if (!from.ok) return from;
  const plan = planJump(state, { from: from.value, to: input.to }, context);
  if (!plan.ok) return plan;
  const begun = record(begin(state), [{ type: 'reasonGiven', reason: input.reason }, ...skips(plan.value)], context);
  const { scope, node, from: tokens, joins } = plan.value;
  const trigger = { kind: 'moveToken', reason: 'jump', scope, node: node.index, from: tokens, joins } as const;
  const moved = advance(begun, { trigger }, context);
  if (!moved.ok) return moved;
  const closed = closeSteps({ before: state, after: moved.value.state, verb: 'jump', reason: 'jumped' }, context);
  return ok(record(moved.value, closed, context));
}

export function skips({ scope, def, skipped }: JumpPlan): DomainEvent[] {
  return skipped.length === 0 ? [] : [{ type: 'nodesSkipped', scope, def, nodes: skipped.map(({ index }) => index) }];
}

/** The one that is named, else the only one that stands in the scope of the target. */
function startOf(state: InstanceState, { from, to }: JumpInput, { definitions }: DecideContext): Result<string> {
  const standing = Object.values(state.elements).filter(
    ({ parent, arrived, item }) => parent !== null && !arrived && item === undefined,
  );
  if (from !== undefined) {
    return standing.some(({ id }) => id === from)
      ? ok(from)
      : fail('not-found', { kind: 'element instance', id: from });
  }
  const possible = standing.filter(({ id }) => {
    const { node, definition } = placeOf(state, id, definitions);
    const target = definition.graph.nodes[definition.graph.byId.get(to) ?? -1];
    return target !== undefined && target.parent === node.parent && node.index !== 0;
  });
  const [only, ...others] = possible;
  if (!only) return fail('not-found', { kind: 'element', id: to });
  if (others.length > 0) return fail('jump-ambiguous', { possible: possible.map(({ id }) => id).join(', ') });
  return ok(only.id);
}
