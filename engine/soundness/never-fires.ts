/** Whether a join can fire in no run at all, which is more than that it may stand still in one. */
import type { FlowNode } from '../model/graph.ts';
import type { Space } from './net.ts';
import { isJoin } from './nodes.ts';

/**
 * Asked where all runs are known. Conditions are free, so there are rather more of them than really come about; but events that do not interrupt come
 * once at most, and activities of an ad-hoc sub-process begin once, so that where these are, nothing is said.
 */
export function neverFires(space: Space, join: FlowNode): boolean {
  const { net, cut, grown } = space;
  if (!isJoin(join) || cut || grown !== null || net.scope.adHoc) return false;
  const isRepeated = net.scope.children.some((index) => {
    const { type, interrupting } = net.node(index);
    return type === 'boundaryEvent' && !interrupting;
  });
  return !isRepeated && !fires(space, join.index);
}

function fires({ states, net }: Space, join: number): boolean {
  const isHere = states.some(({ arcs }) =>
    arcs.some(({ trace }) => trace.some((passed) => !passed.block && passed.node === join && passed.flows !== null)),
  );
  return isHere || [...net.blocks.values()].some((block) => fires(block.space, join));
}
