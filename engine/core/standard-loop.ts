/** Standard loop: again while the condition is true, at most `maximum` times (BPMN 2.0.2 §13.3.6, Table 10.26). */
import { ok, type Result } from '../errors.ts';
import type { LoopSpec } from '../model/graph.ts';
import { guard } from './activate.ts';
import { closeOwned } from './close.ts';
import { recordCompletion } from './compensation/record.ts';
import type { Execution } from './execution.ts';
import { evaluateCondition } from './expressions.ts';
import { raise, raiseOnEnter } from './incidents.ts';
import { count, endLoop, progressOf, startItem } from './loop.ts';
import type { ElementInstance } from './state.ts';

export type StandardLoopSpec = Extract<LoopSpec, { kind: 'standard' }>;

export function enterStandardLoop(x: Execution, id: string, spec: StandardLoopSpec): void {
  const first = spec.testBefore ? again(x, id, spec, 0) : ok(spec.maximum !== 0);
  if (!first.ok) {
    raiseOnEnter(x, id, first.failure);
    return;
  }
  if (!guard(x, id)) return;
  const started = first.value ? 1 : 0;
  x.emit({ type: 'loopStarted', id, loop: { total: spec.maximum ?? 0, started, active: started, completed: 0 } });
  if (first.value) startItem(x, id, { item: 1 });
  else endLoop(x, id);
}

/** One round is done; the condition is judged with the variables it left. */
export function endRound(x: Execution, item: ElementInstance, body: string, spec: StandardLoopSpec): void {
  const next = again(x, item.id, spec, item.item ?? 1);
  if (!next.ok) {
    if (item.state !== 'completing') x.move(item.id, 'completing');
    raise(x, item.id, next.failure, { kind: 'leave' });
    return;
  }
  recordCompletion(x, item.id);
  closeOwned(x, (element) => element === item.id);
  x.move(item.id, 'completed');
  const { started, completed } = progressOf(x, body);
  const more = next.value ? 1 : 0;
  count(x, body, { started: started + more, active: more, completed: completed + 1 });
  if (next.value) startItem(x, body, { item: started + 1 });
  else endLoop(x, body);
}

function again(x: Execution, id: string, spec: StandardLoopSpec, done: number): Result<boolean> {
  if (spec.maximum !== null && done >= spec.maximum) return ok(false);
  return spec.condition ? evaluateCondition(x, id, spec.condition, { loopCounter: done }) : ok(true);
}
