/** The state of the core in the form in which the reference interpreter shows its own. */
import { nodeOf, openElements } from '../../engine/core/query.ts';
import type { ElementInstance } from '../../engine/core/state.ts';
import type { Case } from '../core/harness.ts';

export function pictureOf(it: Case): string {
  return pictureOfScope(it, it.state.root);
}

/** The user tasks that wait: their instance ids by place, as the reference names places. */
export function waitingIn(it: Case): Map<string, string> {
  const waiting = new Map<string, string>();
  for (const element of openElements(it.state)) {
    if (nodeOf(it.definitions, it.state, element).type === 'userTask') waiting.set(placeOf(it, element), element.id);
  }
  return waiting;
}

function placeOf(it: Case, element: ElementInstance): string {
  const around: string[] = [];
  for (let id = element.parent; id !== null; id = it.state.elements[id]?.parent ?? null)
    around.push(pictureOfScope(it, id));
  return `${nodeOf(it.definitions, it.state, element).id} in ${around.join(' in ')}`;
}

function pictureOfScope(it: Case, scope: string): string {
  const parts = openElements(it.state)
    .filter((element) => element.parent === scope)
    .flatMap((element) => {
      const { id, type } = nodeOf(it.definitions, it.state, element);
      if (type === 'subProcess' || type === 'transaction') return [`${id}(${pictureOfScope(it, element.id)})`];
      if (!element.arrived) return [id];
      return Object.entries(element.arrived).flatMap(([flow, count]) =>
        Array.from({ length: count }, () => `${id}<${it.graph.flows[Number(flow)]?.id}`),
      );
    });
  return parts.sort().join(' ');
}
