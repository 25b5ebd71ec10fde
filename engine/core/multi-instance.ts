/** Multi-instance activities, sequential and parallel (BPMN 2.0.2 §13.3.7, §10.3.8). */

import { fail, ok, type Result } from '../errors.ts';
import { isNumber } from '../exact-number.ts';
import type { LoopSpec } from '../model/graph.ts';
import { guard } from './activate.ts';
import { closeOwned } from './close.ts';
import { recordCompletion } from './compensation/record.ts';
import type { Execution } from './execution.ts';
import { evaluate, evaluateCondition, evaluateValue, kindOf } from './expressions.ts';
import { raise, raiseOnEnter } from './incidents.ts';
import { endLoop, progressOf, startItem } from './loop.ts';
import { prepareThrows, type Thrown, throwFromLoop } from './multi-instance-events.ts';
import { loopVariables } from './query.ts';
import type { ElementInstance, LoopProgress, Variables } from './state.ts';
import { write } from './variables.ts';

export type MultiInstanceSpec = Extract<LoopSpec, { kind: 'multiInstance' }>;

/** Enters the body: counts the items once, then starts all of them or the first. An empty collection is done at once. */
export function enterMultiInstance(x: Execution, id: string, spec: MultiInstanceSpec): void {
  const items = itemsOf(x, id, spec);
  if (!items.ok) {
    raiseOnEnter(x, id, items.failure);
    return;
  }
  if (!guard(x, id)) return;
  const { total, collection } = items.value;
  const outputs = spec.outputCollection === null ? undefined : new Array<unknown>(total).fill(null);
  const started = spec.sequential ? Math.min(1, total) : total;
  const counters = { total, started, active: started, completed: 0 };
  x.emit({
    type: 'loopStarted',
    id,
    loop: { ...counters, ...(collection && { collection }), ...(outputs && { outputs }) },
  });
  if (total === 0) finish(x, id, spec);
  for (let item = 1; item <= started; item++) startItem(x, id, { item, locals: localsOf(spec, collection, item) });
}

interface Items {
  readonly total: number;
  readonly collection?: readonly unknown[];
}

function itemsOf(x: Execution, id: string, spec: MultiInstanceSpec): Result<Items> {
  const items = spec.collection ? collectionOf(x, id, spec) : cardinalityOf(x, id, spec);
  if (!items.ok || items.value.total <= x.limits.loopItems) return items;
  const { total } = items.value;
  return fail('loop-limit-exceeded', { elementId: x.node(x.element(id)).id, limit: x.limits.loopItems, total });
}

function collectionOf(x: Execution, id: string, spec: MultiInstanceSpec): Result<Items> {
  const source = spec.collection;
  if (!source) return ok({ total: 0 });
  const value = evaluateValue(x, id, source);
  if (!value.ok) return value;
  if (Array.isArray(value.value)) return ok({ total: value.value.length, collection: value.value });
  const expression = source.kind === 'feel' ? source.expression.source : source.text;
  return fail('expression-failed', { expression, reason: `it gave ${kindOf(value.value)}, not a list` });
}

function cardinalityOf(x: Execution, id: string, spec: MultiInstanceSpec): Result<Items> {
  if (!spec.cardinality) throw new Error(`Expected ${id} to name its items or their number, but it does neither.`);
  const value = evaluate(x, id, spec.cardinality);
  if (!value.ok) return value;
  const total = value.value;
  if (typeof total === 'number' && Number.isInteger(total) && total >= 0) return ok({ total });
  const reason = isNumber(total) ? `${total} is not a whole number from 0` : `it gave ${kindOf(total)}, not a number`;
  return fail('expression-failed', { expression: spec.cardinality.source, reason });
}

function localsOf(spec: MultiInstanceSpec, collection: readonly unknown[] | undefined, item: number): Variables {
  const locals: Record<string, unknown> = {};
  const result = resultVariable(spec);
  if (result !== null) locals[result] = null;
  if (spec.elementVariable !== null && collection) locals[spec.elementVariable] = collection[item - 1] ?? null;
  return locals;
}

const NAME = /^\s*=?\s*([\p{L}_][\p{L}\p{N}_]*)\s*$/u;

/** Where the result of an item is a plain variable, each item has its own: parallel items must not read each other's. */
function resultVariable({ outputElement, elementVariable }: MultiInstanceSpec): string | null {
  if (outputElement?.kind !== 'feel') return null;
  const name = NAME.exec(outputElement.expression.source)?.[1];
  return name === undefined || name === elementVariable || name === 'loopCounter' ? null : name;
}

/**
 * An item is done: notes its result by position, then looks whether that is enough. Nothing is written unless the result, the
 * completion condition and what is thrown could be evaluated; otherwise the item stands at `completing` with an incident.
 */
export function endItem(x: Execution, item: ElementInstance, body: string, spec: MultiInstanceSpec): void {
  const progress = progressOf(x, body);
  const after = { ...progress, active: progress.active - 1, completed: progress.completed + 1 };
  const ending = resultOf(x, item, spec, loopVariables(after));
  if (!ending.ok) {
    if (item.state !== 'completing') x.move(item.id, 'completing');
    raise(x, item.id, ending.failure, { kind: 'leave' });
    return;
  }
  recordCompletion(x, item.id);
  closeOwned(x, (element) => element === item.id);
  x.move(item.id, 'completed');
  const { output, enough, thrown } = ending.value;
  const index = (item.item ?? 1) - 1;
  proceed(x, body, {
    spec,
    after,
    enough,
    thrown,
    ...(spec.outputCollection !== null && { output: { index, value: output } }),
  });
}

/** An item was ended from outside: it counts as neither active nor completed. */
export function dropItem(x: Execution, body: string, spec: MultiInstanceSpec): void {
  const progress = progressOf(x, body);
  proceed(x, body, { spec, after: { ...progress, active: progress.active - 1 }, enough: false });
}

interface Ending {
  readonly spec: MultiInstanceSpec;
  /** The counters without the ended item. */
  readonly after: LoopProgress;
  readonly enough: boolean;
  /** The events that this throws. */
  readonly thrown?: Thrown;
  readonly output?: { readonly index: number; readonly value: unknown };
}

function proceed(x: Execution, body: string, { spec, after, enough, thrown, output }: Ending): void {
  const more = !enough && after.started < after.total ? 1 : 0;
  const started = after.started + more;
  const active = after.active + more;
  x.emit({ type: 'loopMoved', id: body, started, active, completed: after.completed, ...(output && { output }) });
  if (thrown && !throwFromLoop(x, body, thrown)) return;
  if (more) startItem(x, body, { item: started, locals: localsOf(spec, after.collection, started) });
  else if (enough || active === 0) finish(x, body, spec);
}

function resultOf(
  x: Execution,
  item: ElementInstance,
  spec: MultiInstanceSpec,
  counters: Variables,
): Result<{ output: unknown; enough: boolean; thrown: Thrown }> {
  const output =
    spec.outputElement && spec.outputCollection !== null
      ? evaluateValue(x, item.id, spec.outputElement, counters)
      : ok(null);
  if (!output.ok) return output;
  const enough = spec.completionCondition
    ? evaluateCondition(x, item.id, spec.completionCondition, counters)
    : ok(false);
  if (!enough.ok) return enough;
  const thrown = prepareThrows(x, item, spec.throws, counters);
  return thrown.ok ? ok({ output: output.value ?? null, enough: enough.value, thrown: thrown.value }) : thrown;
}

function finish(x: Execution, body: string, spec: MultiInstanceSpec): void {
  const { parent, loop } = x.element(body);
  if (spec.outputCollection !== null) write(x, parent ?? body, { [spec.outputCollection]: loop?.outputs ?? [] });
  endLoop(x, body);
}
