import { enter } from './enter.ts';
import type { Execution } from './execution.ts';
import { placeOf } from './flows.ts';
import { nodeAt } from './query.ts';

/** Puts a token at the link target of that name in the same scope (BPMN 2.0.2 §10.5.5). */
export function followLink(x: Execution, id: string, name: string): void {
  const element = x.element(id);
  const graph = x.graph(element);
  const target = nodeAt(graph, x.node(element).parent).children.find((index) => {
    const node = nodeAt(graph, index);
    return (
      node.type === 'intermediateCatchEvent' &&
      node.events.some((event) => event.kind === 'link' && event.name === name)
    );
  });
  if (target === undefined) throw new Error(`Expected a link target "${name}" beside ${id}, but there is none.`);
  enter(x, { ...placeOf(element), node: target });
}
