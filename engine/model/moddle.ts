import type { TypeDescriptor } from './schema/schema.ts';

/** The shape of a parsed BPMN element, and typed access to it. The parser itself is only known to `read-bpmn.ts`. */
export interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly id?: string;
  readonly $attrs: Readonly<Record<string, unknown>>;
  readonly $descriptor: TypeDescriptor;
  get(property: string): unknown;
  set(property: string, value: unknown): void;
  $instanceOf(type: string): boolean;
}

export const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value;

/** The element's name without prefix and with a small first letter, as in the XML: `userTask`. */
export function localName(element: ModdleElement): string {
  const name = element.$type.slice(element.$type.indexOf(':') + 1);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** An attribute or text property; null where absent or blank. */
export function textOf(element: ModdleElement, property: string): string | null {
  const value = element.get(property);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export const flagOf = (element: ModdleElement, property: string): boolean => element.get(property) === true;

export function numberOf(element: ModdleElement, property: string): number | null {
  const value = element.get(property);
  return typeof value === 'number' ? value : null;
}

/** A child element or a resolved reference; null where absent. */
export function oneOf(element: ModdleElement, property: string): ModdleElement | null {
  const value = element.get(property);
  return isElement(value) ? value : null;
}

/** Child elements or resolved references, in document order. */
export function manyOf(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element.get(property);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** The text inside a child such as `<conditionExpression>`; null where absent or blank. */
export function bodyOf(element: ModdleElement, property: string): string | null {
  const child = oneOf(element, property);
  return child && textOf(child, 'body');
}

/** The nearest id: the element's own, else that of the element it stands in. */
export function nearestId(element: ModdleElement): string | null {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) if (at.id) return at.id;
  return null;
}

/** The id a reader knows the element by: of a part of an activity, event or flow the id of the whole, also where the part has its own. */
export function shownId(element: ModdleElement): string | null {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) {
    if (at.id && !isPart(localName(at), at.$parent ? localName(at.$parent) : '')) return at.id;
  }
  return null;
}

const PART = /(?:EventDefinition|LoopCharacteristics|Expression|Cardinality|[cC]ondition|time(?:Date|Cycle|Duration))$/;

/** Event definitions, loop markers and expressions are not drawn; an event definition next to the processes stands for itself. */
export const isPart = (name: string, parent: string): boolean => parent !== 'definitions' && PART.test(name);

/** What stands in `extensionElements`, in document order. */
export function extensionsOf(element: ModdleElement): readonly ModdleElement[] {
  const extensions = oneOf(element, 'extensionElements');
  return extensions ? manyOf(extensions, 'values') : [];
}
