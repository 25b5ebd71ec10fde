/** The open element instances of a case, from its state: the root process is the case itself, called processes are nested in their call. */
import { definitionOf, nodeAt, openElements } from '../../core/query.ts';
import type { InstanceState, ElementInstance as StateElement } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import type { Definitions } from '../../model/graph.ts';
import type { ElementInstance } from '../contract/instances.ts';
import { timeText } from '../formats.ts';
import { nameIn } from '../names.ts';

/** So many are shown of a case, those that have been there longest first. */
const MAX_SHOWN = 1_000;

export function elementViews(state: InstanceState, definitions: Definitions, language: Language): ElementInstance[] {
  const troubled = new Set(Object.values(state.incidents).map(({ element }) => element));
  return openElements(state)
    .filter(({ node }) => node !== 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, MAX_SHOWN)
    .map((element) => {
      const definition = definitionOf(definitions, state, element);
      const node = nodeAt(definition.graph, element.node);
      return {
        id: element.id,
        elementId: node.id,
        name: nameIn(language, node),
        type: node.type,
        state: troubled.has(element.id) ? ('incident' as const) : element.state,
        since: timeText(element.since),
        parentElementInstanceId: parentOf(state, element),
        instanceId: state.id,
        definitionId: definition.id,
      };
    });
}

/** Processes are no flow nodes: what lies directly in one belongs to the call activity, or to nothing. */
function parentOf(state: InstanceState, element: StateElement): string | null {
  let parent = element.parent === null ? undefined : state.elements[element.parent];
  while (parent?.node === 0) parent = parent.parent === null ? undefined : state.elements[parent.parent];
  return parent?.id ?? null;
}

/** The scope whose local variables `id` means: a call activity stands for the process it called. */
export function scopeElement(state: InstanceState, id: string): StateElement | undefined {
  const element = state.elements[id];
  if (!element || element.vars) return element;
  return Object.values(state.elements).find(({ parent, node }) => parent === id && node === 0) ?? element;
}
