/** The start events of a process that wait for something outside a case: messages, signals, times. */
import { dueAfter, dueAt, firstOfCycle } from '../core/schedule.ts';
import { scopeOf } from '../feel/compile.ts';
import { fail, type Failure, ok, type Result } from '../errors.ts';
import type { EventSpec, FlowNode, ModelValue, ProcessGraph } from '../model/graph.ts';
import type { StartRow } from '../store/deployments/write-deployment.ts';
import { uuidv7 } from './ids.ts';

export interface StartEvents {
  readonly rows: readonly StartRow[];
  readonly failures: readonly Failure[];
}

/** What a definition waits for from `now` on. A text that gives no name or no time is a failure with its element. */
export function startEventsOf(graph: ProcessGraph, now: number): StartEvents {
  const results = graph.nodes
    .filter((node) => node.type === 'startEvent' && node.parent === 0)
    .flatMap((node) => node.events.map((event) => ({ node, row: rowFor(node, event, now) })));
  return {
    rows: results.flatMap(({ row }) => (row.ok && row.value ? [row.value] : [])),
    failures: results.flatMap(({ node, row }) => (row.ok ? [] : [{ ...row.failure, elementId: node.id }])),
  };
}

function rowFor(node: FlowNode, event: EventSpec, now: number): Result<StartRow | undefined> {
  const common = { id: uuidv7(now), elementId: node.id };
  if (event.kind === 'message' || event.kind === 'signal') {
    const name = textOf(event.name, now);
    return name.ok ? ok({ ...common, kind: event.kind, name: name.value }) : name;
  }
  if (event.kind !== 'timer') return ok(undefined);
  const text = textOf(event.value, now);
  if (!text.ok) return text;
  const due = dueOf(event.timer, text.value, now);
  return due.ok ? ok({ ...common, kind: 'timer', dueAt: due.value.dueAt, payload: due.value.repeat ? { repeat: due.value.repeat } : {} }) : due;
}

function dueOf(timer: 'date' | 'duration' | 'cycle', text: string, now: number): ReturnType<typeof firstOfCycle> {
  if (timer === 'cycle') return firstOfCycle(text, now);
  const due = timer === 'date' ? dueAt(text) : dueAfter(text, now);
  return due.ok ? ok({ dueAt: due.value }) : due;
}

/** No case is there yet, so an expression sees no variables. */
function textOf(value: ModelValue, now: number): Result<string> {
  if (value.kind === 'literal') return ok(value.text);
  const outcome = value.expression.evaluate(scopeOf({}), { now });
  if (!outcome.ok) return outcome;
  if (typeof outcome.value === 'string') return ok(outcome.value);
  return fail('expression-failed', { expression: value.expression.source, reason: 'it gave no text' });
}
