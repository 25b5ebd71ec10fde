/** Who directs a case without administering it: whoever has it in hand, and who leads them. */
import { requireTrail } from '../core/parts.ts';
import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { leads } from '../people/leads.ts';
import { rootDefinition } from './case.ts';
import type { DecideContext } from './command.ts';
import { conductOf, isNamed } from './conduct.ts';
import { forbidden, isOfficial, requireManager } from './rights.ts';

/** G13: the handler of an open task, who leads there, or who manages the case may merge it, split it and take it out again. */
export function requireDirector(state: InstanceState, context: DecideContext): Result<void> {
  const { actor } = context;
  const handles = Object.values(state.tasks).some(({ assignee, owner }) => assignee === actor.id || owner === actor.id);
  if (isOfficial(actor) && (handles || leadsTasks(state, context))) return ok(undefined);
  return requireLead(state, context, 'handler | lead | admin | manager | process owner');
}

function leadsTasks({ tasks }: InstanceState, { actor, organisation, env }: DecideContext): boolean {
  const chart = organisation.at(env.now);
  return Object.values(tasks).some((task) => leads(chart, actor.id, task));
}

/** Whom the model names as leads of its item, or who manages the case. */
function requireLead(state: InstanceState, context: DecideContext, right: string): Result<void> {
  const { actor } = context;
  if (isOfficial(actor) && isNamed(actor, conductOf(state, context).leads)) return ok(undefined);
  return requireManager(actor, rootDefinition(state, context).graph).ok ? ok(undefined) : forbidden(actor, right);
}

/** G14: who heads those whose work is objected to, the leads of the item, or who manages the case. `task`: what the objection is about. */
export function requireJudge(state: InstanceState, task: string | undefined, context: DecideContext): Result<void> {
  const { actor, organisation, env } = context;
  requireTrail(state);
  const chart = organisation.at(env.now);
  const done = state.trail.filter(({ taskId }) => task === undefined || taskId === task);
  const heads = done.some(({ by }) => by !== null && leads(chart, actor.id, { assignee: by, department: null }));
  const open = Object.values(state.tasks).filter(({ id }) => task === undefined || id === task);
  if (isOfficial(actor) && (heads || open.some((one) => leads(chart, actor.id, one)))) return ok(undefined);
  return requireLead(state, context, 'lead | admin | manager | process owner');
}
