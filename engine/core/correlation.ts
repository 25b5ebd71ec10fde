/**
 * Correlation by the standard's properties (BPMN 2.0.2 §8.4.2). A key is a text, the same on both sides: which key it is and the values of its
 * properties in order. A message has one where all of its properties can be read from it; what is known in part matches nothing.
 */
import { fail, ok, type Result } from '../errors.ts';
import { isNumber } from '../exact-number.ts';
import { type FeelExpression, scopeOf } from '../feel/compile.ts';
import type { CorrelationSpec } from '../model/correlation-spec.ts';
import type { EventSpec } from '../model/graph.ts';
import type { Execution } from './execution.ts';
import { evaluate } from './expressions.ts';
import { lineageInProcess } from './query.ts';
import type { Variables } from './state.ts';

const keyText = (id: string, values: readonly string[]): string => `~${id}:${JSON.stringify(values)}`;

/** A conversation that has not begun takes any message that has the key; such a message is offered to it after those that know its values. */
const anyOf = (id: string): string => `~${id}:*`;

/** A value that is not known yet is that of no message. */
const noneOf = (id: string): string => `~${id}:?`;

/** Longer ones are no keys but documents, and no index holds them. */
const MAX_LENGTH = 500;

/** The values that the expressions read from a message; null where one of them is missing or no text, number or boolean. */
function valuesIn(retrieval: readonly FeelExpression[], variables: Variables, now: number): string[] | null {
  const scope = scopeOf(variables);
  const values = retrieval.flatMap((expression) => {
    const outcome = expression.evaluate(scope, { now });
    return outcome.ok ? (textOf(outcome.value) ?? []) : [];
  });
  return values.length === retrieval.length && JSON.stringify(values).length <= MAX_LENGTH ? values : null;
}

/** The keys under which a message is found, the exact one first; empty where it is known in part only. */
export function keysOf(id: string, retrieval: readonly FeelExpression[], { variables, now }: Received): string[] {
  const values = valuesIn(retrieval, variables, now);
  return values ? [keyText(id, values), anyOf(id)] : [];
}

interface Received {
  readonly variables: Variables;
  /** Epoch ms. */
  readonly now: number;
}

/** What a subscription opened now waits for: what the process expects, else what its conversation began with. */
export function keyToAwait(x: Execution, id: string, { id: key, bindings }: CorrelationSpec): Result<string> {
  if (bindings === null) {
    const values = x.element(processAround(x, id)).conversations?.[key];
    return ok(values ? keyText(key, values) : anyOf(key));
  }
  const values: string[] = [];
  for (const binding of bindings) {
    const value = evaluate(x, id, binding);
    if (!value.ok) return value;
    const text = textOf(value.value);
    if (text === null) return ok(noneOf(key));
    values.push(text);
  }
  if (JSON.stringify(values).length <= MAX_LENGTH) return ok(keyText(key, values));
  return fail('expression-failed', { expression: key, reason: `it gave more than ${MAX_LENGTH} characters` });
}

type MessageSpec = Extract<EventSpec, { kind: 'message' }>;

/**
 * A message was sent or received at an element: the first one of a conversation says which one it is, and whatever else the process waits for in
 * it, it now waits for with these values.
 */
export function noteMessage(x: Execution, id: string, { correlation }: MessageSpec, variables: Variables): void {
  if (!correlation || correlation.bindings) return;
  const process = processAround(x, id);
  const key = correlation.id;
  const values = valuesIn(correlation.retrieval, variables, x.env.now);
  if (!values || x.element(process).conversations?.[key]) return;
  x.emit({ type: 'conversationStarted', process, key, values });
  for (const subscription of Object.values(x.draft.state.subscriptions)) {
    if (subscription.key !== anyOf(key) || processAround(x, subscription.element) !== process) continue;
    x.emit({ type: 'subscriptionOpened', subscription: { ...subscription, key: keyText(key, values) } });
  }
}

/** Which of several message events a subscription with this key belongs to. */
export const isOfKey = ({ correlation }: MessageSpec, key: string | null): boolean =>
  correlation !== undefined && (key?.startsWith(`~${correlation.id}:`) ?? false);

function processAround(x: Execution, id: string): string {
  for (const element of lineageInProcess(x.draft.state, id)) if (element.node === 0) return element.id;
  throw new Error(`Expected ${id} to lie in a process, but it does not.`);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return isNumber(value) || typeof value === 'boolean' ? String(value) : null;
}
