/** What elements say, whatever they are written like: prefixes, the order of attributes, layout and comments do not matter. */
import { resolved } from './namespaces.ts';
import { elementsIn, ownText, type SourceElement } from './source-tree.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Equal numbers are equal elements, with all that is in them. One of these serves the documents that are compared. */
export class Sameness {
  private readonly numbers = new Map<string, number>();
  private readonly known = new WeakMap<SourceElement, number>();

  of(element: SourceElement): number {
    const before = this.known.get(element);
    if (before !== undefined) return before;
    const said = JSON.stringify([
      element.uri,
      element.local,
      attributesOf(element),
      textOf(element),
      elementsIn(element).map((child) => this.of(child)),
    ]);
    const number = this.numbers.get(said) ?? this.numbers.size;
    this.numbers.set(said, number);
    this.known.set(element, number);
    return number;
  }

  equal(one: SourceElement, other: SourceElement): boolean {
    return this.of(one) === this.of(other);
  }
}

/** What an attribute is known by: those in the namespace of their element are as those without one. */
export const keyOf = (
  element: SourceElement,
  { uri, local }: { readonly uri: string; readonly local: string },
): string => `${uri === element.uri ? '' : uri} ${local}`;

export const attributesOf = (element: SourceElement): [key: string, value: string][] =>
  element.attributes
    .map((attribute): [string, string] => [keyOf(element, attribute), saidBy(element, attribute)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** `xsi:type` names a type by a prefix. */
function saidBy(element: SourceElement, { uri, local, plain }: SourceElement['attributes'][number]): string {
  if (uri !== XSI || local !== 'type') return plain;
  const type = resolved(plain, element.scope, true);
  return `{${type.uri}}${type.local}`;
}

/** White space between elements is layout. */
function textOf(element: SourceElement): string {
  const text = ownText(element);
  return text.trim() === '' && elementsIn(element).length > 0 ? '' : text;
}
