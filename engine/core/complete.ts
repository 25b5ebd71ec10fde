/** How an element instance ends by itself: results out, then tokens on the outgoing flows. */
import { closeOwned } from './close.ts';
import { recordCompletion } from './compensation/record.ts';
import type { Execution } from './execution.ts';
import { chooseFlows, placeOf, takeFlows } from './flows.ts';
import { raise } from './incidents.ts';
import { applyOutputs } from './mappings.ts';
import { reach } from './milestone.ts';
import { goBack } from './return-ticket.ts';
import type { ElementInstance, Variables } from './state.ts';
import { writeLocal } from './variables.ts';

/**
 * The element has done what it is for: applies the output mappings to its results, then leaves. If a mapping fails, the results
 * are kept with the element and an incident stands on it; retrying maps them again.
 */
export function complete(x: Execution, id: string, results: Variables = {}): void {
  const element = x.element(id);
  const written = applyOutputs(x, element, x.node(element), results);
  if (written.ok) {
    leave(x, id);
    return;
  }
  writeLocal(x, id, results);
  raise(x, id, written.failure, { kind: 'leave' });
}

/** Chooses the outgoing flows and departs. If that fails, the element stands at `completing` with an incident; its outputs are not repeated. */
export function leave(x: Execution, id: string): void {
  const element = x.element(id);
  if (element.item !== undefined) {
    x.later({ kind: 'itemDone', id });
    return;
  }
  if (goBack(x, element, () => depart(x, id, []))) return;
  const node = x.node(element);
  const flows = chooseFlows(x, element, node);
  if (flows.ok) {
    depart(x, id, repeated(flows.value, node.completionQuantity));
    return;
  }
  if (element.state !== 'completing') x.move(id, 'completing');
  raise(x, id, flows.failure, { kind: 'leave' });
}

function repeated(flows: readonly number[], times: number): readonly number[] {
  return times === 1 ? flows : Array.from({ length: times }, () => flows).flat();
}

/** Ends the instance and puts a token on each of the flows. */
export function depart(x: Execution, id: string, flows: readonly number[]): void {
  const element = x.element(id);
  const place = placeOf(element);
  recordCompletion(x, id);
  closeOwned(x, (owner) => owner === id);
  x.move(id, 'completed');
  reach(x, place.scope, x.node(element).milestone);
  if (element.compensates !== undefined) x.later({ kind: 'compensate', id: element.compensates });
  if (isActivityIn(x, element, place.scope)) x.later({ kind: 'judge', id: place.scope });
  takeFlows(x, place, flows);
}

/** An activity of an ad-hoc sub-process, which is judged when one has completed. */
function isActivityIn(x: Execution, element: ElementInstance, scope: string): boolean {
  const { type } = x.node(element);
  return !type.endsWith('Event') && !type.endsWith('Gateway') && x.node(x.element(scope)).adHoc !== null;
}

/** What retrying an incident on the way out does. */
export function retryLeave(x: Execution, id: string): void {
  if (x.element(id).state === 'completing') leave(x, id);
  else complete(x, id);
}
