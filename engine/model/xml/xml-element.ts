import { isPart } from '../moddle.ts';
import type { Position, Problem, Severity, Text } from '../problem.ts';

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly name: string;
  readonly value: string;
}

/** An element of the file as it was written, with its place. */
export interface XmlElement extends Position {
  readonly uri: string;
  readonly local: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  readonly parent: XmlElement | null;
  /** Whether it has text of its own that is more than white space. */
  hasText: boolean;
  /** That text as it was written, without what is inside its children. */
  text: string;
  /** The namespaces it declares itself, by prefix. */
  readonly namespaces: Readonly<Record<string, string>>;
}

/** An attribute without a namespace prefix. */
export function attributeOf(element: XmlElement, local: string): string | null {
  return element.attributes.find((attribute) => attribute.uri === '' && attribute.local === local)?.value ?? null;
}

export function* withDescendants(root: XmlElement): Generator<XmlElement> {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    yield element;
    for (let i = element.children.length - 1; i >= 0; i--) open.push(element.children[i] as XmlElement);
  }
}

/** The id a reader knows the element by: its own, or that of the whole it is part of. */
function shownId(element: XmlElement): string | null {
  for (let at: XmlElement | null = element; at; at = at.parent) {
    const id = attributeOf(at, 'id');
    if (id !== null && !isPart(at.local, at.parent?.local ?? '')) return id;
  }
  return null;
}

/** A problem at the place where the element is written. */
export function problemAt(element: XmlElement, rule: string, message: Text, severity: Severity = 'error'): Problem {
  const { line, column } = element;
  return { rule, severity, elementId: shownId(element), line, column, message };
}
