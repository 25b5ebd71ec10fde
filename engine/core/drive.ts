/**
 * The loop of one step: makes moves until nothing moves, then asks the inclusive and complex joins and the conditions, until those have
 * nothing to add either.
 */
import { judgeAdHoc, settleAdHoc } from './ad-hoc.ts';
import { withinBudget } from './budget.ts';
import { isRevived } from './compensation/revived.ts';
import { continueCompensation } from './compensation/run.ts';
import { fireCondition } from './conditions.ts';
import type { Execution, Move } from './execution.ts';
import { hasIncident } from './incidents.ts';
import { readyJoins } from './inclusive-join.ts';
import { isEnded } from './lifecycle.ts';
import { isBody } from './loop.ts';
import { endItem, enterMultiInstance } from './multi-instance.ts';
import { endRound, enterStandardLoop } from './standard-loop.ts';
import { takeTokens } from './start-quantity.ts';
import type { ElementInstance } from './state.ts';

export function drive(x: Execution): void {
  do {
    for (let move = x.next(); move; move = x.next()) make(x, move);
  } while (fireInclusiveJoin(x) || fireCondition(x));
}

/** One at a time: what a join lets go may be what another one waits for. */
function fireInclusiveJoin(x: Execution): boolean {
  const [ready] = readyJoins(x);
  if (ready === undefined) return false;
  const element = x.element(ready);
  x.behaviors[x.node(element).type].resume?.(x, ready, { node: element.node, variables: {} });
  return true;
}

/** Whoever was ended in the meantime is passed over. */
function make(x: Execution, { kind, id }: Move): void {
  const element = x.find(id);
  if (!element || isEnded(element.state)) return;
  if (kind === 'enter') run(x, element);
  else if (kind === 'itemDone') endOfItem(x, element);
  else if (kind === 'judge') judgeAdHoc(x, id);
  else if (kind === 'compensate') continueCompensation(x, id);
  else settle(x, element);
}

function run(x: Execution, element: ElementInstance): void {
  if (!withinBudget(x, element)) return;
  const { loop, type, startQuantity } = x.node(element);
  if (startQuantity > 1 && element.arrived && !takeTokens(x, element, startQuantity)) return;
  if (!loop || !isBody(x, element)) x.behaviors[type].enter(x, element.id);
  else if (loop.kind === 'standard') enterStandardLoop(x, element.id, loop);
  else enterMultiInstance(x, element.id, loop);
}

function endOfItem(x: Execution, item: ElementInstance): void {
  const { loop } = x.node(item);
  if (!loop || item.parent === null) throw new Error(`Expected ${item.id} to be an item of a loop, but it is not.`);
  if (loop.kind === 'standard') endRound(x, item, item.parent, loop);
  else endItem(x, item, item.parent, loop);
}

/** A scope in which nothing is left has done its work; one with an incident waits for a person, one that is undone for the rest of it. */
function settle(x: Execution, scope: ElementInstance): void {
  if (x.node(scope).adHoc && !isRevived(x, scope)) {
    settleAdHoc(x, scope);
    return;
  }
  if (x.children(scope.id).size > 0 || scope.state !== 'active' || scope.compensating || hasIncident(x, scope.id))
    return;
  const { type } = x.node(scope);
  x.behaviors[type].resume?.(x, scope.id, { node: scope.node, variables: {} });
}
