/** What standard loops and multi-instance activities share: the body, its items, its end (BPMN 2.0.2 §13.3.7). */
import type { CloseReason } from './behaviors/behavior.ts';
import { leave } from './complete.ts';
import type { Execution } from './execution.ts';
import type { ElementInstance, LoopProgress, Variables } from './state.ts';
import { terminateChildren } from './terminate.ts';

/** A node with a loop is entered twice: first as the body, then once for each item. */
export function isBody(x: Execution, element: ElementInstance): boolean {
  return element.item === undefined && x.node(element).loop !== null;
}

export function progressOf(x: Execution, body: string): LoopProgress {
  const { loop } = x.element(body);
  if (!loop) throw new Error(`Expected ${body} to be the body of a loop, but it is not.`);
  return loop;
}

export interface ItemStart {
  /** The loop counter, from 1. */
  readonly item: number;
  /** Variables of the item besides the loop counter. */
  readonly locals?: Variables;
}

/** Starts an item of the body; the loop's counters already include it. */
export function startItem(x: Execution, body: string, { item, locals }: ItemStart): void {
  const { def, node, visit, via } = x.element(body);
  const id = x.env.newId();
  const vars = { ...locals, loopCounter: item };
  const element: ElementInstance = {
    id,
    def,
    node,
    parent: body,
    state: 'entered',
    since: x.env.now,
    visit,
    via,
    item,
    vars,
  };
  x.emit({ type: 'elementEntered', element });
  x.later({ kind: 'enter', id });
}

/** Writes the counters after items have started or ended. */
export function count(
  x: Execution,
  body: string,
  counters: Pick<LoopProgress, 'started' | 'active' | 'completed'>,
): void {
  const { started, active, completed } = counters;
  x.emit({ type: 'loopMoved', id: body, started, active, completed });
}

/** Ends the loop, whatever items still run, and leaves the activity. */
export function endLoop(x: Execution, body: string, reason: CloseReason = 'sibling'): void {
  if (x.children(body).size > 0) terminateChildren(x, body, reason);
  leave(x, body);
}
