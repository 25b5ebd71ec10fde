import { type BoxedFamily, inside } from './compiler.ts';
import { compilePart } from './part.ts';

/** `if` in boxes (DMN 1.4 §10.2.1.9); what is not true is false. */
export const conditional: BoxedFamily = (element, place) => {
  const [condition, yes, no] = ['if', 'then', 'else'].map((part) => compilePart(element, part, inside(place)));
  if (!condition || !yes || !no) return null;
  return (at) => (condition(at) === true ? yes(at) : no(at));
};
