/** Ladders follow their clocks: set when a clock starts, set again whenever something of it has changed, and taken away with their element. */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { ProcessGraph } from '../../model/graph.ts';
import type { DecideContext } from '../command.ts';
import { nextAt } from './ladder-at.ts';
import { kept } from './next-rung.ts';

/** `events` are all that this decision has made, of its clocks too. */
export function ladderEvents(
  state: InstanceState,
  events: readonly DomainEvent[],
  context: DecideContext,
): DomainEvent[] {
  if (!hasLadders(state, context)) return [];
  const touched = new Set(events.flatMap((event) => touchedBy(event, state)));
  const timed = [...touched].flatMap((element) => timedAt(state, element, context));
  const gone = Object.keys(state.ladders ?? {}).filter((element) => !isOpen(state, element));
  return [...timed, ...gone.map((element): DomainEvent => ({ type: 'ladderFolded', element }))];
}

function touchedBy(event: DomainEvent, { root, ladders, tasks }: InstanceState): string[] {
  if (event.type === 'instanceMigrated')
    return [...Object.keys(ladders ?? {}), ...Object.values(tasks).map(({ element }) => element), root];
  if (event.type === 'clockRecorded') return [event.record.element ?? root];
  if (event.type === 'clockRead') return [event.reading.element ?? root];
  if (event.type === 'taskChanged') return [event.task.element];
  return event.type === 'rungClimbed' ? [event.element] : [];
}

function timedAt(state: InstanceState, element: string, context: DecideContext): DomainEvent[] {
  if (!isOpen(state, element)) return [];
  const known = state.ladders?.[element]?.next ?? null;
  const next = kept(nextAt(state, element, context));
  if (known?.rung === next?.rung && known?.at === next?.at) return [];
  return [{ type: 'ladderTimed', element, next }];
}

/** An ended case keeps its root, on which nothing comes any more. */
const isOpen = ({ elements, status }: InstanceState, element: string): boolean =>
  elements[element] !== undefined && status !== 'completed' && status !== 'terminated';

const WITH_LADDERS = new WeakMap<ProcessGraph, boolean>();

function hasLadders({ definitions }: InstanceState, { definitions: known, organisation }: DecideContext): boolean {
  if (organisation.hasLadders) return true;
  return definitions.some((id) => {
    const { graph } = known.byId(id);
    const found = WITH_LADDERS.get(graph);
    if (found !== undefined) return found;
    const has = graph.nodes.some(({ ladder }) => ladder !== undefined);
    WITH_LADDERS.set(graph, has);
    return has;
  });
}
