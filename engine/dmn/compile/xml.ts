/** Reading the tree of a DMN file. Children of other namespaces are extensions and never looked at. */
import { attributeOf, type XmlElement } from '../../model/xml/xml-element.ts';
import { TONGBAN } from '../namespaces.ts';
import { EXPRESSIONS } from '../schema/elements.ts';

export const manyOf = (element: XmlElement, local: string): readonly XmlElement[] =>
  element.children.filter((child) => child.local === local && child.uri === element.uri);

export const oneOf = (element: XmlElement, local: string): XmlElement | null => manyOf(element, local)[0] ?? null;

/** The text inside a child; null where absent or blank. */
export function textIn(element: XmlElement, local: string): string | null {
  const content = oneOf(element, local)?.text.trim();
  return content === undefined || content === '' ? null : content;
}

/** An attribute; null where absent or blank. */
export function attribute(element: XmlElement, name: string): string | null {
  const value = attributeOf(element, name)?.trim();
  return value === undefined || value === '' ? null : value;
}

/** xsd:boolean has two words for each truth value. */
export const isTrue = (value: string | null): boolean => value === 'true' || value === '1';

/** The boxed expressions directly inside. */
export const expressionsIn = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter((child) => child.uri === element.uri && EXPRESSIONS.includes(child.local));

/** The name a result is known by: that of the variable, else the element's own. */
export function nameOf(element: XmlElement): string {
  const variable = oneOf(element, 'variable');
  return (variable && attribute(variable, 'name')) ?? attribute(element, 'name') ?? '';
}

/** What English readers know the element by (`tb:nameEn`); absent where the file does not say. */
export function englishName({ attributes }: XmlElement): { nameEn?: string } {
  const nameEn = attributes.find(({ uri, local }) => uri === TONGBAN && local === 'nameEn')?.value.trim();
  return nameEn ? { nameEn } : {};
}
