import type { DomainEvent } from '../core/events.ts';
import type { Incident } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { FlowNode } from '../model/graph.ts';
import { AUTOMATIC_VERBS } from './automatic-end.ts';
import type { DecideContext } from './command.ts';
import { decideRound } from './decide-round.ts';
import type { Move } from './move.ts';
import { withOutcome } from './outcome.ts';
import { placeOf } from './place.ts';
import { type Progress, record } from './progress.ts';
import { REJECTED, refuseBy } from './throw-rejected-by.ts';

export interface Pending {
  /** How many of the events were there before. */
  readonly since: number;
  readonly move: Move;
}

/** More than so many steps that nobody decides follow each other in a circle only. */
const MOST = 500;

/** Moves the token from every step that the rules of the model have decided as it opened, and counts rounds in which some have answered so. */
export function settleAutomatic(
  progress: Progress,
  { since, move }: Pending,
  context: DecideContext,
): Result<Progress> {
  const decided = progress.events.slice(since).filter(isAutomatic);
  const elements = [...new Set(decided.map(({ task }) => task.element))];
  let at = progress;
  for (const element of elements) {
    if (!at.state.elements[element]) continue;
    const refused = decided.some(
      ({ task, verb }) => task.element === element && verb === AUTOMATIC_VERBS['auto:refuse'],
    );
    const next = settleOne(at, { element, refused, move }, context);
    if (!next.ok) return next;
    at = next.value;
  }
  return ok(at);
}

type Ended = Extract<DomainEvent, { type: 'taskEnded' }>;

const isAutomatic = (event: DomainEvent): event is Ended =>
  event.type === 'taskEnded' && Object.values<string>(AUTOMATIC_VERBS).includes(event.verb);

interface Decided {
  readonly element: string;
  readonly refused: boolean;
  readonly move: Move;
}

function settleOne(progress: Progress, { element, refused, move }: Decided, context: DecideContext): Result<Progress> {
  const { state } = progress;
  const { node } = placeOf(state, element, context.definitions);
  if (progress.events.filter(isAutomatic).length > MOST) return ok(stopped(progress, { element, node }, context));
  if (state.elements[element]?.round) return decideRound(progress, { element, event: 'vote', move }, context);
  const variables = withOutcome({ state, element, node }, {}, refused ? REJECTED : 'agree');
  if (refused) return refuseBy(progress, { element, variables, move }, context);
  return move(progress, { trigger: { kind: 'completeElement', element, variables } }, context);
}

function stopped(
  progress: Progress,
  { element, node }: { readonly element: string; readonly node: FlowNode },
  context: DecideContext,
): Progress {
  const { newId, now: since } = context.env;
  const params = { limit: MOST, elementId: node.id };
  const incident: Incident = {
    id: newId(),
    element,
    code: 'step-budget-exceeded',
    params,
    since,
    retry: { kind: 'enter' },
  };
  return record(progress, [{ type: 'incidentRaised', incident }], context);
}
