import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { type Failure, ok } from '../errors.ts';
import type { UserTaskSpec } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import { openRound } from './open-round.ts';
import { type Place, placeOf } from './place.ts';
import { makeTask, resolveTask, type TaskParts } from './task-parts.ts';

export interface TaskOpening {
  readonly state: InstanceState;
  /** The user task that was reached. */
  readonly element: string;
  /** Whose it is whatever the rule says; null asks the rule. */
  readonly assignee: string | null;
}

/** The new task of a visit, or the tasks of an approval round. Where the model's rules fail there is an incident instead; a retry asks them again. */
export function openTask({ state, element, assignee }: TaskOpening, context: DecideContext): DomainEvent[] {
  const { env, definitions } = context;
  const place = placeOf(state, element, definitions);
  const spec = place.node.user;
  if (!spec) throw new Error(`Expected ${place.node.id} to be a user task, but it is a ${place.node.type}.`);
  const resolved = resolveTask(spec, { scope: visibleScope(state, element), now: env.now });
  const parts = resolved.ok ? ok({ ...resolved.value, ...formNow(spec, place, context) }) : resolved;
  if (parts.ok && spec.approval) {
    const opened = openRound({ state, place, spec: spec.approval, parts: parts.value }, context);
    return opened.ok ? opened.value : [incidentAt(element, opened.failure, context)];
  }
  if (parts.ok)
    return [{ type: 'taskCreated', task: makeTask(place, { ...parts.value, id: env.newId(), assignee }, env.now) }];
  return [incidentAt(element, parts.failure, context)];
}

/** The task keeps this version of its form, whatever is deployed while it is open. */
function formNow(
  { form: key }: UserTaskSpec,
  { definition }: Place,
  { forms }: DecideContext,
): Pick<TaskParts, 'form'> {
  const id = key === null ? undefined : forms.find(key, definition.deploymentId)?.id;
  return id === undefined ? {} : { form: id };
}

function incidentAt(element: string, { code, params }: Failure, { env }: DecideContext): DomainEvent {
  const incident = { id: env.newId(), element, code, params, since: env.now, retry: { kind: 'enter' } } as const;
  return { type: 'incidentRaised', incident };
}
