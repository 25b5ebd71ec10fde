/** Activities that start with several tokens (`startQuantity`, BPMN 2.0.2 §13.3.2). */
import { without } from './apply.ts';
import { enter } from './enter.ts';
import type { Execution } from './execution.ts';
import { placeOf } from './flows.ts';
import type { ElementInstance } from './state.ts';

/** Takes the tokens an instance starts with, whatever flows they came by; false while there are too few. Those beyond start the next one. */
export function takeTokens(x: Execution, element: ElementInstance, quantity: number): boolean {
  const { id, node, arrived = {} } = element;
  const tokens = Object.entries(arrived).flatMap(([flow, count]) => new Array<number>(count).fill(Number(flow)));
  if (tokens.length < quantity) return false;
  const consumed = tokens.slice(0, quantity);
  const left = without(arrived, consumed);
  x.emit({ type: 'joinFired', id, consumed, runs: true });
  if (Object.keys(left).length > 0) enter(x, { ...placeOf(element), node, arrived: left });
  return true;
}
