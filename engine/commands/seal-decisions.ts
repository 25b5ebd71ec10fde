import { applyAll } from '../core/apply.ts';
import type { DomainEvent } from '../core/events.ts';
import { enclosingScope } from '../core/query.ts';
import type { DecideContext } from './command.ts';
import { asksForData, digestsOf } from './data-digest.ts';
import type { AdvanceInput } from './move.ts';
import { placeOf } from './place.ts';
import { type Progress, record } from './progress.ts';

export interface Sealing {
  readonly moved: Progress;
  readonly input: AdvanceInput;
}

/**
 * Keeps with a decision what the data were right after it, before anything else has changed them. What several decide together is not sealed here:
 * each of them knew the data of his own vote.
 */
export function sealDecisions(before: Progress, { moved, input }: Sealing, context: DecideContext): Progress {
  const { trigger } = input;
  if (trigger.kind !== 'completeElement') return moved;
  const element = before.state.elements[trigger.element];
  if (!element || element.round) return moved;
  const place = placeOf(before.state, element.id, context.definitions);
  if (!asksForData(place.definition.graph)) return moved;
  const ended = before.events.findLast((event) => event.type === 'taskEnded' && event.task.element === element.id);
  const scope = enclosingScope(before.state, element)?.id;
  if (ended?.type !== 'taskEnded' || ended.trail.by === null || scope === undefined) return moved;
  const happened = moved.events.slice(before.events.length);
  const position = happened.findIndex((event) => isCompletion(event, element.id));
  const after = applyAll(before.state, happened.slice(0, position + 1), context.env.now);
  const digests = digestsOf(after, { scope, place }, context);
  return record(moved, [{ type: 'decisionSealed', taskId: ended.task.id, ...digests }], context);
}

const isCompletion = (event: DomainEvent, element: string): boolean =>
  event.type === 'elementMoved' && event.id === element && event.to === 'completed';
