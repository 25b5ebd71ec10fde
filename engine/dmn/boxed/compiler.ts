import { text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import type { DmnContext } from '../compile/context.ts';
import { expressionsIn } from '../compile/xml.ts';
import type { Boxed, Owner } from '../evaluation.ts';

/** What a boxed expression knows of its surroundings while it is compiled. */
export interface Place {
  readonly context: DmnContext;
  readonly owner: Owner;
  /** The names in scope. */
  readonly names: readonly string[];
  /** The expression is all that a decision consists of. */
  readonly isWhole: boolean;
  compile(element: XmlElement, place: Place): Boxed | null;
}

/** Turns elements of one kind into a closure; null, with a problem, where that cannot be. */
export type BoxedFamily = (element: XmlElement, place: Place) => Boxed | null;

export const inside = (place: Place, names: readonly string[] = []): Place => ({
  ...place,
  isWhole: false,
  names: names.length > 0 ? [...place.names, ...names] : place.names,
});

/** The one expression that has to stand in an element. */
export function compileOnly(element: XmlElement, place: Place): Boxed | null {
  const [expression, more] = expressionsIn(element);
  if (expression && !more) return place.compile(expression, place);
  place.context.report('expression-missing', more ?? element, more ? several(element) : missing(element));
  return null;
}

const missing = ({ name }: XmlElement) =>
  text(`Expected an expression in <${name}>, but there is none.`, `<${name}> 中应有表达式，但没有。`);

const several = ({ name }: XmlElement) =>
  text(`Expected one expression in <${name}>, but there are several.`, `<${name}> 中应只有一个表达式，但有多个。`);
