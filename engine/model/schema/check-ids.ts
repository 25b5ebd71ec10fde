import { type Problem, text } from '../problem.ts';
import { attributeOf, withDescendants, type XmlElement } from '../xml/xml-element.ts';

const LETTER =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';

/** xsd:ID is an NCName: letters of every script (Namespaces in XML 1.0, section 3). */
const ID = new RegExp(`^[${LETTER}][${LETTER}.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040-]*$`, 'u');

/** Every id is one of its kind, and one that can be used as a key. */
export function checkIds(root: XmlElement): Problem[] {
  const first = new Map<string, XmlElement>();
  const problems: Problem[] = [];
  for (const element of withDescendants(root)) {
    const id = attributeOf(element, 'id');
    if (id === null || inExtension(element)) continue;
    const problem = checkId(element, id, first.get(id));
    if (problem) problems.push(problem);
    if (!first.has(id)) first.set(id, element);
  }
  return problems;
}

function checkId(element: XmlElement, id: string, earlier: XmlElement | undefined): Problem | null {
  const place = { elementId: id, line: element.line, column: element.column, severity: 'error' as const };
  if (earlier) {
    const message = text(
      `Expected the id "${id}" once, but the element on line ${earlier.line} has it too.`,
      `标识“${id}”应唯一，但第 ${earlier.line} 行的元素也使用了它。`,
    );
    return { rule: 'duplicate-id', ...place, message };
  }
  if (id in Object.prototype) {
    const message = text(`Expected an id that is free, but "${id}" is reserved.`, `标识应可用，但“${id}”是保留字。`);
    return { rule: 'reserved-id', ...place, message };
  }
  if (ID.test(id)) return null;
  const message = text(
    `Expected an id of letters, digits, "_", "-" and "." that starts with a letter or "_", but it is "${id}".`,
    `标识应由文字、数字、“_”、“-”、“.”组成，并以文字或“_”开头，但为“${id}”。`,
  );
  return { rule: 'invalid-id', ...place, message };
}

function inExtension(element: XmlElement): boolean {
  for (let at = element.parent; at; at = at.parent) if (at.local === 'extensionElements') return true;
  return false;
}
