import type { Problem } from '../model/problem.ts';
import { XML_LIMITS } from '../model/xml/limits.ts';
import { scanXml } from '../model/xml/scan.ts';
import { attributeOf, withDescendants } from '../model/xml/xml-element.ts';

/** Says of each problem where in the text its element stands; the graph that was looked at does not know. `xml` is the text it came from. */
export function placeProblems(problems: readonly Problem[], xml: string): Problem[] {
  if (problems.length === 0) return [];
  const scanned = scanXml(xml.replace(/^\uFEFF/, ''), XML_LIMITS);
  if (!scanned.ok) return [...problems];
  const wanted = new Set(problems.map(({ elementId }) => elementId));
  const places = new Map<string, { line: number; column: number }>();
  for (const element of withDescendants(scanned.root)) {
    const id = attributeOf(element, 'id')?.trim();
    if (id === undefined || !wanted.has(id) || places.has(id)) continue;
    places.set(id, { line: element.line, column: element.column });
  }
  return problems.map((problem) => ({ ...problem, ...places.get(problem.elementId ?? '') }));
}
