/** Whether the tokens that have come are enough for a complex gateway (BPMN 2.0.2 §13.4.5). */
import { scopeOf } from '../feel/compile.ts';
import type { FlowNode } from '../model/graph.ts';
import type { Net } from './net.ts';
import { countOf } from './places.ts';

/** True or false where the condition asks for nothing but tokens; null where data decides. */
export function activationOf(net: Net, tokens: readonly number[], node: FlowNode): boolean | null {
  const { activation } = node;
  if (!activation) return true;
  const counts = node.incoming.map((flow): [string, number] => [
    net.flow(flow).id,
    countOf(tokens, net.places.flow(flow)),
  ]);
  const activationCount = counts.reduce((sum, [, count]) => sum + count, 0);
  const known = { ...Object.fromEntries(counts), activationCount, waitingForStart: true };
  if ([...activation.reads].some((name) => !(name in known))) return null;
  const outcome = activation.evaluate(scopeOf(known));
  return outcome.ok && outcome.value === true;
}
