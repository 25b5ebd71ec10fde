import { isElement, type ModdleElement } from './moddle.ts';

/** What an element contains directly: its children, not what it refers to. */
function childrenOf(element: ModdleElement): ModdleElement[] {
  const children: ModdleElement[] = [];
  const add = (value: unknown): void => {
    if (isElement(value) && value.$parent === element) children.push(value);
  };
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith('$')) continue;
    if (Array.isArray(value)) for (const each of value) add(each);
    else add(value);
  }
  return children;
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
