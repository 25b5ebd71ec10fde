import { type Problem, text } from '../problem.ts';
import { problemAt, withDescendants, type XmlElement } from '../xml/xml-element.ts';
import { NAMESPACE } from './schema.ts';

/** Namespaces whose extensions only say how something looks, or who wrote the file. */
const WITHOUT_MEANING: ReadonlySet<string> = new Set([
  '',
  NAMESPACE.bpmn,
  NAMESPACE.diagram,
  NAMESPACE.tongban,
  NAMESPACE.xsi,
  NAMESPACE.xml,
  'http://www.omg.org/spec/DD/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
  'http://camunda.org/schema/modeler/1.0',
]);

/** Extensions of other vendors have no effect here; the author is told once per namespace, at its first use. */
export function checkForeign(root: XmlElement): Problem[] {
  const found = new Map<string, { first: XmlElement; count: number }>();
  for (const element of withDescendants(root)) {
    for (const uri of [element.uri, ...element.attributes.map((attribute) => attribute.uri)]) {
      if (WITHOUT_MEANING.has(uri) || inDocumentation(element)) continue;
      const use = found.get(uri) ?? { first: element, count: 0 };
      found.set(uri, { ...use, count: use.count + 1 });
    }
  }
  return [...found].map(([uri, { first, count }]) =>
    problemAt(
      first,
      'foreign-extension',
      text(
        `Expected extensions of Tongban, but ${count} of the namespace "${uri}" are here and have no effect.`,
        `扩展应属于通办，但有 ${count} 处属于命名空间“${uri}”，它们不起作用。`,
      ),
      'warning',
    ),
  );
}

function inDocumentation(element: XmlElement): boolean {
  for (let at = element.parent; at; at = at.parent) if (at.local === 'documentation') return true;
  return false;
}
