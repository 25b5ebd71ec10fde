/** The start events of a process that wait for something outside a case: messages, signals, times. */
import { dueAfter, dueAt, firstOfCycle } from '../core/schedule.ts';
import { eventStartNodes } from '../core/start-nodes.ts';
import { type Failure, fail, ok, type Result } from '../errors.ts';
import { scopeOf } from '../feel/compile.ts';
import type { EventSpec, FlowNode, ModelValue, ProcessGraph } from '../model/graph.ts';

/** A start event that waits for something outside a case. */
export type StartEvent =
  | {
      readonly kind: 'message' | 'signal';
      readonly elementId: string;
      readonly name: string;
      /** Only for messages that have this correlation key. */
      readonly key?: string;
    }
  /** It waits for its condition to turn true; that is judged when one of these data stores is written. */
  | { readonly kind: 'condition'; readonly elementId: string; readonly stores: readonly string[] }
  | { readonly kind: 'timer'; readonly elementId: string; readonly dueAt: number; readonly payload: StartTimerPayload };

/** What a start timer keeps with its job: cycles come again. */
export interface StartTimerPayload {
  readonly repeat?: { readonly left: number | null; readonly text: string };
}

export interface StartEvents {
  readonly events: readonly StartEvent[];
  readonly failures: readonly Failure[];
}

export interface From {
  /** Epoch ms. */
  readonly now: number;
  /** Of the wall clock of dates and cycles, IANA. */
  readonly zone?: string | undefined;
}

/** What a definition waits for from then on. A text that gives no name or no time is a failure with its element. */
export function startEventsOf(graph: ProcessGraph, from: From): StartEvents {
  const results = eventStartNodes(graph).flatMap((node) =>
    node.events.map((event) => ({ node, row: rowFor(node, event, from) })),
  );
  return {
    events: [
      ...results.flatMap(({ row }) => (row.ok && row.value ? [row.value] : [])),
      ...eventStartNodes(graph).flatMap(conditionRows),
    ],
    failures: results.flatMap(({ node, row }) => (row.ok ? [] : [{ ...row.failure, elementId: node.id }])),
  };
}

/** How the key of a message is read from it: all that is needed where nobody waits for it yet. */
export interface MessageRecipe {
  readonly name: string;
  readonly key: string;
  /** FEEL over the variables of the message, one for each property of the key. */
  readonly retrieval: readonly string[];
}

/** The recipes of all messages that the process receives or sends by a correlation key. */
export function messageRecipes(graph: ProcessGraph): MessageRecipe[] {
  return graph.nodes.flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.kind !== 'message' || !event.correlation || event.name.kind !== 'literal') return [];
      const { id, retrieval } = event.correlation;
      return [{ name: event.name.text, key: id, retrieval: retrieval.map(({ source }) => source) }];
    }),
  );
}

/** One for a start event, also where it has several conditions. */
function conditionRows({ id: elementId, events }: FlowNode): StartEvent[] {
  const stores = events.flatMap((event) => (event.kind === 'conditional' ? (event.stores ?? []) : []));
  if (stores.length === 0) return [];
  return [{ kind: 'condition', elementId, stores: [...new Set(stores.map(({ store }) => store))] }];
}

function rowFor(node: FlowNode, event: EventSpec, from: From): Result<StartEvent | undefined> {
  const elementId = node.id;
  if (event.kind === 'message' || event.kind === 'signal') {
    const name = textOf(event.name, from);
    const key = event.kind === 'message' && event.correlation ? { key: event.correlation.id } : {};
    return name.ok ? ok({ elementId, kind: event.kind, name: name.value, ...key }) : name;
  }
  // No case is there yet, so nothing counts by its calendar: refused at deployment.
  if (event.kind !== 'timer' || event.timer === 'limit') return ok(undefined);
  const text = textOf(event.value, from);
  if (!text.ok) return text;
  const due = dueOf(event.timer, text.value, from);
  return due.ok
    ? ok({
        elementId,
        kind: 'timer',
        dueAt: due.value.dueAt,
        payload: due.value.repeat ? { repeat: due.value.repeat } : {},
      })
    : due;
}

function dueOf(
  timer: 'date' | 'duration' | 'cycle',
  text: string,
  { now, zone }: From,
): ReturnType<typeof firstOfCycle> {
  if (timer === 'cycle') return firstOfCycle(text, now, zone);
  const due = timer === 'date' ? dueAt(text, zone) : dueAfter(text, now, zone);
  return due.ok ? ok({ dueAt: due.value }) : due;
}

/** No case is there yet, so an expression sees no variables. */
function textOf(value: ModelValue, { now }: From): Result<string> {
  if (value.kind === 'literal') return ok(value.text);
  const outcome = value.expression.evaluate(scopeOf({}), { now });
  if (!outcome.ok) return outcome;
  if (typeof outcome.value === 'string') return ok(outcome.value);
  return fail('expression-failed', { expression: value.expression.source, reason: 'it gave no text' });
}
