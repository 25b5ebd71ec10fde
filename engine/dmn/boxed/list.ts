import { expressionsIn } from '../compile/xml.ts';
import type { Boxed } from '../evaluation.ts';
import { type BoxedFamily, inside } from './compiler.ts';

/** A list of boxed expressions (DMN 1.3 §10.2.1.5). */
export const list: BoxedFamily = (element, place) => {
  const items = expressionsIn(element)
    .map((item) => place.compile(item, inside(place)))
    .filter((item): item is Boxed => item !== null);
  return (at) => items.map((item) => item(at));
};
