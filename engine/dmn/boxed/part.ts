import { text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import { oneOf } from '../compile/xml.ts';
import type { Boxed } from '../evaluation.ts';
import { compileOnly, type Place } from './compiler.ts';

/** The expression inside a named part: `<in>`, `<return>`. */
export function compilePart(element: XmlElement, name: string, place: Place): Boxed | null {
  const part = oneOf(element, name);
  if (part) return compileOnly(part, place);
  place.context.report(
    'expression-missing',
    element,
    text(`Expected <${name}> in <${element.name}>, but there is none.`, `<${element.name}> 中应有 <${name}>，但没有。`),
  );
  return null;
}
