/**
 * The step budget turns an endless loop into an incident. Only moves that a model without circles would not make are counted: entering a
 * node again in the same scope instance, another round of a standard loop, opening a called process. Items of a multi-instance activity are
 * bounded by their collection and cost nothing, so a step over many items is not mistaken for a loop.
 *
 * When the budget is used up, everything done so far stands and the element that would have been entered next keeps its token,
 * with the incident `step-budget-exceeded` on it. Retrying enters it with a fresh budget.
 */
import type { Execution } from './execution.ts';
import { hasIncident, raiseOnEnter } from './incidents.ts';
import type { ElementInstance } from './state.ts';

/** Counts the move; false if it must not be made any more, an incident then stands on the element. */
export function withinBudget(x: Execution, element: ElementInstance): boolean {
  if (isRepetition(x, element)) x.moves++;
  if (x.moves <= x.limits.moves || !isRepetition(x, element)) return true;
  if (hasIncident(x, element.id)) return false;
  const elementId = x.node(element).id;
  raiseOnEnter(x, element.id, { code: 'step-budget-exceeded', params: { limit: x.limits.moves, elementId } });
  return false;
}

function isRepetition(x: Execution, element: ElementInstance): boolean {
  if (element.state !== 'entered') return false;
  if (element.node === 0) return element.parent !== null;
  if (element.item === undefined) return element.visit > 1;
  return element.item > 1 && x.node(element).loop?.kind === 'standard';
}
