import type { Value } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import { namesOf } from '../compile/names.ts';
import { attribute, manyOf, oneOf } from '../compile/xml.ts';
import type { Boxed } from '../evaluation.ts';
import { Scope } from '../scope.ts';
import type { DmnType } from '../types.ts';
import { type BoxedFamily, compileOnly, inside, type Place } from './compiler.ts';
import { fitting } from './fitting.ts';

interface Entry {
  readonly name: string | null;
  readonly type: DmnType | null;
  readonly value: Boxed;
}

/**
 * A boxed context (DMN 1.3 §10.2.1.4): each entry sees those before it. The value of an entry without a name, which has to be the last, is the
 * result; without such, the result is the context.
 */
export const contextExpression: BoxedFamily = (element, place) => {
  const entries = compileEntries(manyOf(element, 'contextEntry'), place);
  const { owner } = place;
  return (at) => {
    const scope = new Scope(at.scope);
    const result: Record<string, Value> = Object.create(null);
    for (const { name, type, value } of entries) {
      const given = fitting(value({ ...at, scope }), type, { at, owner, name: name ?? '' });
      if (name === null) return given;
      scope.set(name, given);
      result[name] = given;
    }
    return result;
  };
};

function compileEntries(elements: readonly XmlElement[], place: Place): Entry[] {
  const names: string[] = [];
  return elements.flatMap((element, index) => {
    const variable = oneOf(element, 'variable');
    const name = variable && attribute(variable, 'name');
    if (name === null && index < elements.length - 1) place.context.report('entry-without-name', element, nameless);
    const type = variable && place.context.typeOf(variable);
    const value = compileOnly(element, inside(place, [...names, ...(name === null ? [] : [name])]));
    if (name !== null) names.push(...namesOf(name, type));
    return value ? [{ name, type, value }] : [];
  });
}

const nameless = text(
  'Expected a name for every entry of a context but the last, but this one has none.',
  '上下文中除最后一项外都应有名称，但此项没有。',
);
