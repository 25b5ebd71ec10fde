import type { ModdleElement } from '../moddle.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { attributeOf } from '../xml/xml-element.ts';
import type { ReaderWarning } from './warnings.ts';

/**
 * References of BPMN are qualified names (`messageRef="tns:m1"`); the parser looks the whole text up as an id. Those of the
 * file's own target namespace are resolved here, those of other namespaces (data types of XML Schema, mostly) lead out of the file.
 * Gives the warnings that remain.
 */
export function resolveReferences(
  warnings: readonly ReaderWarning[],
  byId: Readonly<Record<string, ModdleElement>>,
  root: XmlElement,
): ReaderWarning[] {
  const target = attributeOf(root, 'targetNamespace');
  return warnings.filter(({ element, property, value }) => {
    const [prefix, id] = value?.split(':') ?? [];
    const namespace =
      prefix !== undefined && Object.hasOwn(root.namespaces, prefix) ? root.namespaces[prefix] : undefined;
    if (!element || !property || id === undefined || namespace === undefined) return true;
    if (namespace !== target) return false;
    const referred = Object.hasOwn(byId, id) ? byId[id] : undefined;
    if (referred) link(element, property, referred);
    return referred === undefined;
  });
}

function link(element: ModdleElement, property: string, referred: ModdleElement): void {
  const current = element.get(property);
  if (Array.isArray(current)) current.push(referred);
  else element.set(property, referred);
}
