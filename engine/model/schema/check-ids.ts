import { type Problem, text } from '../problem.ts';
import { attributeOf, withDescendants, type XmlElement } from '../xml/xml-element.ts';

/** An NCName as the parser of the modeler and of the engine both take it; XML itself would allow letters of every script. */
const ID = /^[A-Za-z_][\w.-]*$/;

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
    `标识应由英文字母、数字、“_”、“-”、“.”组成，并以字母或“_”开头，但为“${id}”。`,
  );
  return { rule: 'invalid-id', ...place, message };
}

function inExtension(element: XmlElement): boolean {
  for (let at = element.parent; at; at = at.parent) if (at.local === 'extensionElements') return true;
  return false;
}
