import type { DomainEvent } from '../core/events.ts';
import { visibleScope } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import type { Failure } from '../errors.ts';
import { openStep } from './clocks/open-step.ts';
import type { DecideContext } from './command.ts';
import { openRound } from './open-round.ts';
import { placeOf } from './place.ts';
import { makeTask, resolveTask } from './task-parts.ts';

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
  if (!resolved.ok) return [incidentAt(element, resolved.failure, context)];
  const { limit, department } = resolved.value;
  const step = openStep({ state, place, spec: spec.limit, resolved: limit, department }, context);
  if (!step.ok) return [incidentAt(element, step.failure, context)];
  const { events, ...timed } = step.value;
  const parts = { ...resolved.value, ...timed };
  if (!spec.approval)
    return [
      ...events,
      { type: 'taskCreated', task: makeTask(place, { ...parts, id: env.newId(), assignee }, env.now) },
    ];
  const opened = openRound({ state, place, spec: spec.approval, parts }, context);
  return opened.ok ? [...events, ...opened.value] : [incidentAt(element, opened.failure, context)];
}

function incidentAt(element: string, { code, params }: Failure, { env }: DecideContext): DomainEvent {
  const incident = { id: env.newId(), element, code, params, since: env.now, retry: { kind: 'enter' } } as const;
  return { type: 'incidentRaised', incident };
}
