/**
 * Conditional events (BPMN 2.0.2 §10.5.5): judged when the step is at rest and something has been written, or the condition is new. They
 * happen when the condition turns from false to true; one that is true from the beginning happens at once.
 */
import type { FeelExpression } from '../feel/compile.ts';
import { readsClock } from '../feel/reads-clock.ts';
import type { Execution } from './execution.ts';
import { evaluateCondition } from './expressions.ts';
import { hasIncident, raise } from './incidents.ts';
import { occur } from './occur.ts';
import { nodeAt } from './query.ts';
import type { Condition } from './state.ts';

/** Lets the first condition happen that has turned true; false when none has. What it sets in motion may turn others. */
export function fireCondition(x: Execution): boolean {
  const { names, conditions } = x.unjudged;
  if (names.size === 0 && conditions.size === 0) return false;
  const turned = turnedConditions(x);
  for (const { id, met } of turned) if (met) x.emit({ type: 'conditionJudged', id, met: false });
  const next = turned.find(({ met }) => !met);
  if (!next) {
    names.clear();
    conditions.clear();
  }
  if (!next || !withinBudget(x, next)) return false;
  x.emit({ type: 'conditionJudged', id: next.id, met: true });
  const { element, node, definition } = next;
  if (nodeAt(x.graph(x.element(element)), node).parallelMultiple) x.emit({ type: 'conditionDropped', id: next.id });
  occur(x, element, { node, definition, variables: {} });
  return true;
}

/** The conditions that are no longer what they were, as they were, by id: in the order in which they came to be watched. */
function turnedConditions(x: Execution): Condition[] {
  return Object.values(x.draft.state.conditions)
    .filter((condition) => isConcerned(x, condition))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .filter((condition) => judge(x, condition) !== condition.met);
}

/**
 * Whether something was written that the condition reads. A name with symbols can be written in more than one way in an expression, and what
 * asks for the time changes without anybody writing: both are judged each time.
 */
function isConcerned(x: Execution, condition: Condition): boolean {
  const { names, conditions } = x.unjudged;
  if (conditions.has(condition.id)) return true;
  const { reads, source } = expressionOf(x, condition);
  if (names.size > 0 && readsClock(source)) return true;
  for (const name of names) if (reads.has(name) || SYMBOLS.test(name)) return true;
  return false;
}

const SYMBOLS = /[^\p{L}\p{N}_]/u;

/** One that cannot be evaluated is not met; an incident says so, and the next change judges it again. */
function judge(x: Execution, condition: Condition): boolean {
  const { element } = condition;
  const met = evaluateCondition(x, element, expressionOf(x, condition));
  if (met.ok) return met.value;
  if (!hasIncident(x, element)) raise(x, element, met.failure, { kind: 'none' });
  return false;
}

function expressionOf(x: Execution, { element, node, definition }: Condition): FeelExpression {
  const { id, events } = nodeAt(x.graph(x.element(element)), node);
  const event = events[definition];
  if (event?.kind !== 'conditional')
    throw new Error(`Expected definition ${definition} of ${id} to be a condition, but it is not.`);
  return event.condition;
}

/** Conditions that turn each other on and off would never end. */
function withinBudget(x: Execution, { element, node }: Condition): boolean {
  if (++x.moves <= x.limits.moves) return true;
  if (hasIncident(x, element)) return false;
  const elementId = nodeAt(x.graph(x.element(element)), node).id;
  raise(x, element, { code: 'step-budget-exceeded', params: { limit: x.limits.moves, elementId } }, { kind: 'none' });
  return false;
}
