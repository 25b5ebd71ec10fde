/** Who catches what is thrown where, as far as the drawing says it: the search of the core, without a running case (BPMN 2.0.2 §10.5.6). */
import { POST_CHECK, SPECIAL_PROCEDURE } from '../model/conduct.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';

export type ThrownKind = 'error' | 'escalation';

interface Level {
  /** The events at one place: on the border of an activity, or the starts of the event sub-processes of a scope. */
  readonly events: readonly FlowNode[];
}

/** The boundary event or event sub-process start that catches this code; null where nobody does. */
export function handlerOf(graph: ProcessGraph, thrower: number, kind: ThrownKind, code: string): number | null {
  for (const { events } of levelsOf(graph, thrower)) {
    const exact = events.find((event) => codesOf(event, kind).includes(code));
    const handler = exact ?? events.find((event) => codesOf(event, kind).includes(null));
    if (handler) return handler.index;
  }
  return null;
}

/** All that might catch an error that comes from outside, whatever its code. */
export function handlersOfAny(graph: ProcessGraph, thrower: number, kind: ThrownKind): number[] {
  const found: number[] = [];
  for (const { events } of levelsOf(graph, thrower)) {
    const catching = events.filter((event) => codesOf(event, kind).length > 0);
    found.push(...catching.map(({ index }) => index));
    if (catching.some((event) => codesOf(event, kind).includes(null))) break;
  }
  return found;
}

function* levelsOf(graph: ProcessGraph, thrower: number): Generator<Level> {
  let inside = -1;
  for (let node = graph.nodes[thrower]; node; node = graph.nodes[node.parent]) {
    const scope = node;
    if (inside >= 0) yield { events: eventStarts(graph, scope).filter(({ parent }) => parent !== inside) };
    yield { events: scope.boundaries.flatMap((index) => graph.nodes[index] ?? []) };
    inside = scope.index;
  }
}

/** The starts of the event sub-processes directly inside the scope. */
function eventStarts(graph: ProcessGraph, scope: FlowNode): FlowNode[] {
  return scope.eventSubProcesses.flatMap((index) => startsIn(graph, index));
}

export function startsIn(graph: ProcessGraph, scope: number): FlowNode[] {
  return (graph.nodes[scope]?.children ?? [])
    .flatMap((index) => graph.nodes[index] ?? [])
    .filter(({ type }) => type === 'startEvent');
}

function codesOf({ events }: FlowNode, kind: ThrownKind): (string | null)[] {
  return events.flatMap((event) => (event.kind === kind ? [event.code] : []));
}

const OUTSIDE = new Set(['message', 'timer', 'signal', 'conditional']);

/** Whether something from outside the drawing can make the event happen: a message, time, a signal, data, a person's operation. */
export const comesFromOutside = ({ events }: FlowNode): boolean =>
  events.some((event) => OUTSIDE.has(event.kind) || (event.kind === 'escalation' && isRaisedByPeople(event.code)));

/** Codes that operations raise: the check after a decision on a promise, special procedures. */
const isRaisedByPeople = (code: string | null): boolean =>
  code === POST_CHECK || (code?.startsWith(SPECIAL_PROCEDURE) ?? false);

const THROWING_TASKS = new Set(['userTask', 'serviceTask', 'businessRuleTask', 'callActivity']);

/** Whether a person, a department or a called process may raise an error here. */
export const mayFail = ({ type, job }: FlowNode): boolean =>
  THROWING_TASKS.has(type) || (type === 'sendTask' && job !== null);
