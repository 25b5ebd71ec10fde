/** Small steps over parsed elements that every property is made of. Nothing here changes an element: it answers changes. */
import { bodyOf, extensionsOf, isElement, type ModdleElement, manyOf, oneOf } from '../../engine/model/moddle.ts';

/** New values for one element, or undefined to take a value away. The command stack carries it out, and takes it back. */
export interface Change {
  readonly element: ModdleElement;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Makes an element; where its type needs an id, it comes with a fresh one. */
export type Create = (type: string, properties?: Readonly<Record<string, unknown>>) => ModdleElement;

export const change = (element: ModdleElement, properties: Change['properties']): Change => ({ element, properties });

/** Puts a new element under its parent; the parent's own list is up to the caller. */
export function under(parent: ModdleElement, child: ModdleElement): ModdleElement {
  (child as { $parent?: ModdleElement }).$parent = parent;
  return child;
}

/** The `definitions` an element is written in. */
export function definitionsOf(element: ModdleElement): ModdleElement {
  let at = element;
  while (at.$parent) at = at.$parent;
  return at;
}

/** Replaces the body of an expression child such as `<conditionExpression>`; without a text the child goes. */
export function changeBody(
  element: ModdleElement,
  property: string,
  { value, create }: { value: string | undefined; create: Create },
): Change[] {
  if (value === undefined) return oneOf(element, property) ? [change(element, { [property]: undefined })] : [];
  const expression = oneOf(element, property);
  if (expression) return [change(expression, { body: value })];
  return [change(element, { [property]: under(element, create('bpmn:FormalExpression', { body: value })) })];
}

export const bodyIn = (element: ModdleElement, property: string): string | undefined =>
  bodyOf(element, property) ?? undefined;

/** Adds to `extensionElements`, which come into being with their first entry. */
export const addExtension = (element: ModdleElement, child: ModdleElement, create: Create): Change =>
  addExtensions(element, [child], create);

/** Several at once: each alone would not know of the others. */
export function addExtensions(element: ModdleElement, children: readonly ModdleElement[], create: Create): Change {
  const holder = oneOf(element, 'extensionElements');
  if (holder) {
    for (const child of children) under(holder, child);
    return change(holder, { values: [...manyOf(holder, 'values'), ...children] });
  }
  const created = under(element, create('bpmn:ExtensionElements', { values: [...children] }));
  for (const child of children) under(created, child);
  return change(element, { extensionElements: created });
}

/** Takes one out of `extensionElements`, which go with their last entry. */
export function removeExtension(element: ModdleElement, child: ModdleElement): Change {
  const rest = extensionsOf(element).filter((other) => other !== child);
  const holder = oneOf(element, 'extensionElements');
  if (rest.length === 0 || !holder) return change(element, { extensionElements: undefined });
  return change(holder, { values: rest });
}

/** An attribute as text, whatever its type. */
export function attributeText(element: ModdleElement, name: string): string | undefined {
  const value = element.get(name);
  if (value === undefined || value === null || isElement(value)) return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

/** The sequence flows that leave an element, in document order; the file's own `outgoing` lists are often stale. */
export function flowsFrom(element: ModdleElement): readonly ModdleElement[] {
  const siblings = element.$parent ? manyOf(element.$parent, 'flowElements') : [];
  return siblings.filter((flow) => flow.$type === 'bpmn:SequenceFlow' && oneOf(flow, 'sourceRef') === element);
}

/** The one event definition of a type that an event has. */
export const eventDefinition = (element: ModdleElement, type: string): ModdleElement | undefined =>
  manyOf(element, 'eventDefinitions').find(({ $type }) => $type === type);

/** A process itself, or the one a pool stands for. */
export function processOf(element: ModdleElement): ModdleElement | undefined {
  if (element.$type === 'bpmn:Process') return element;
  if (element.$type !== 'bpmn:Participant') return undefined;
  return oneOf(element, 'processRef') ?? undefined;
}
