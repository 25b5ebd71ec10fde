/** Refusals name steps by their ids; whoever reads one knows the steps by what they are called. */
import type { Failure } from '../errors.ts';
import type { Definitions, FlowNode } from '../model/graph.ts';

/** Parameters that hold ids of steps, and which hold what these are called, in English and with `Zh` in Chinese. */
const CALLED = { elementId: 'step', target: 'targetStep', targets: 'targetSteps' } as const;
const SEPARATOR = ', ';

/** The failure with the names of the steps of these definitions that it is about. What is no step of them stays without. */
export function nameSteps(failure: Failure, definitionIds: readonly string[], definitions: Definitions): Failure {
  const nodeOf = (id: string): FlowNode | undefined => {
    for (const each of definitionIds) {
      const { byId, nodes } = definitions.byId(each).graph;
      const node = nodes[byId.get(id) ?? -1];
      if (node) return node;
    }
    return undefined;
  };
  const ids = { ...(failure.elementId !== undefined && { elementId: failure.elementId }), ...failure.params };
  const names = Object.entries(CALLED).flatMap(([held, called]) => {
    const nodes = String(ids[held as keyof typeof ids] ?? '')
      .split(SEPARATOR)
      .map(nodeOf);
    if (!nodes.every((node) => node !== undefined)) return [];
    return [
      [called, nodes.map(({ id, name, nameEn }) => nameEn || name || id).join(SEPARATOR)],
      [`${called}Zh`, nodes.map(({ id, name }) => name || id).join('、')],
    ];
  });
  return names.length === 0 ? failure : { ...failure, params: { ...failure.params, ...Object.fromEntries(names) } };
}
