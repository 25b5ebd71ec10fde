import { eventStartNodes } from '../core/start-nodes.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Definition, EventKind } from '../model/graph.ts';
import { advance } from './advance.ts';
import type { DecideContext, Decision, Role } from './command.ts';
import { requireStartable } from './definition-status.ts';
import { answerStart, type StartAnswer } from './instance-answer.ts';
import { requireRole } from './rights.ts';
import { checkVariables } from './variables.ts';

export interface EventStart {
  readonly kind: Extract<EventKind, 'message' | 'timer' | 'signal' | 'conditional'>;
  readonly definitionId: string;
  /** The BPMN id of the start event. */
  readonly startEvent: string;
  /** The name of the message that came. */
  readonly message?: string | undefined;
  readonly businessKey?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly roles: readonly Role[];
}

/** Opens a case at a start event of the process that an event has triggered (BPMN 2.0.2 §13.5.1). Nobody is its initiator. */
export function startByEvent(
  instanceId: string,
  start: EventStart,
  context: DecideContext,
): Result<Decision<StartAnswer>> {
  const may = requireRole(context.actor, start.roles);
  if (!may.ok) return may;
  const definition = context.definitions.byId(start.definitionId);
  const startable = requireStartable(definition);
  if (!startable.ok) return startable;
  if (!hasStart(definition, start))
    return fail('not-found', { kind: `${start.kind} start event`, id: start.startEvent });
  const variables = start.variables ?? {};
  const checked = checkVariables(variables);
  if (!checked.ok) return checked;
  const { definitionId, startEvent, businessKey = null, message } = start;
  const trigger = {
    kind: 'start',
    instanceId,
    definitionId,
    businessKey,
    initiator: null,
    variables,
    startEvent,
    ...(message !== undefined && { startMessage: message }),
  } as const;
  const started = advance(null, { trigger }, context);
  return started.ok ? ok(answerStart(started.value, definitionId, context)) : started;
}

function hasStart({ graph }: Definition, { kind, startEvent }: EventStart): boolean {
  const node = eventStartNodes(graph).find(({ id }) => id === startEvent);
  return node?.events.some((event) => event.kind === kind) ?? false;
}
