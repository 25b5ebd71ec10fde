import { isElement, type ModdleElement } from './moddle.ts';

/** What an element contains directly: its children, not what it refers to. */
function childrenOf(element: ModdleElement): ModdleElement[] {
  return Object.entries(element)
    .filter(([name]) => !name.startsWith('$'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isElement)
    .filter((child) => child.$parent === element);
}

/** An element and all it contains, parents first; `enter` says whether to go into an element. */
export function* walk(
  root: ModdleElement,
  enter: (element: ModdleElement) => boolean = () => true,
): Generator<ModdleElement> {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    yield element;
    if (enter(element)) open.push(...childrenOf(element).reverse());
  }
}

/** Diagrams only say how a process looks. */
export const isDiagram = ({ $type }: ModdleElement): boolean => $type === 'bpmndi:BPMNDiagram';
