/** Parallel multiple events: all of the events must happen, in any order, before the event has (BPMN 2.0.2 §10.5.5). */
import type { FlowNode } from '../model/graph.ts';
import type { Occurrence } from './behaviors/behavior.ts';
import { arm, prepare } from './catching.ts';
import type { Execution } from './execution.ts';
import { raise } from './incidents.ts';
import { nodeAt } from './query.ts';

/**
 * Notes that one of the events has happened; once all have, gives the occurrence as a whole, with what each of them brought. An event
 * that waits for one only is passed on as it is.
 */
export function gather(x: Execution, id: string, { node, definition, variables }: Occurrence): Occurrence | null {
  if (definition === undefined) return { node, variables };
  const bearer = nodeAt(x.graph(x.element(id)), node);
  if (!bearer.parallelMultiple) return { node, variables };
  x.emit({ type: 'eventHappened', element: id, node, definition, variables });
  const happened = x.element(id).happened?.[node];
  if (!happened || happened.definitions.length < bearer.events.length) return null;
  x.emit({ type: 'eventsComplete', element: id, node });
  listenAgain(x, id, bearer);
  return { node, variables: happened.variables };
}

/** A non-interrupting event can happen again as a whole, unless one of its events comes only once. Cycles go on by themselves. */
function listenAgain(x: Execution, id: string, bearer: FlowNode): void {
  const isGuest = x.element(id).node !== bearer.index;
  const comesOnce = bearer.events.some((event) => event.kind === 'timer' && event.timer !== 'cycle');
  if (!isGuest || bearer.interrupting || comesOnce) return;
  const catches = prepare(x, id, [bearer]);
  if (!catches.ok) {
    raise(x, id, catches.failure, { kind: 'none' });
    return;
  }
  arm(
    x,
    catches.value.filter(({ kind }) => kind !== 'timer'),
  );
}
