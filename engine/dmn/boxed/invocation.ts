import { normalizeName } from '../../feel/names.ts';
import { FeelFunction, type Value } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import { attribute, manyOf, oneOf, textIn } from '../compile/xml.ts';
import { type Boxed, type Owner, type Site, stop } from '../evaluation.ts';
import { type BoxedFamily, compileOnly, inside, type Place } from './compiler.ts';

interface Binding {
  readonly name: string;
  readonly value: Boxed;
}

/** Calls a function with arguments by name (DMN 1.3 §10.2.1.6); a parameter that is not bound is null. */
export const invocation: BoxedFamily = (element, place) => {
  const called = compileOnly(element, inside(place));
  const bindings = manyOf(element, 'binding').flatMap((binding) => compileBinding(binding, place));
  if (!called) return null;
  const label = textIn(oneOf(element, 'literalExpression') ?? element, 'text') ?? '';
  return (at) => {
    const target = called(at);
    if (!(target instanceof FeelFunction)) return stop(at.evaluation, place.owner, noFunction(label));
    return call(target, bindings, { at, owner: place.owner, label });
  };
};

function compileBinding(element: XmlElement, place: Place): Binding[] {
  const parameter = oneOf(element, 'parameter');
  const name = parameter && attribute(parameter, 'name');
  if (name === null) {
    place.context.report('name-missing', element, nameless);
    return [];
  }
  const value = compileOnly(element, inside(place));
  return value ? [{ name: normalizeName(name), value }] : [];
}

function call(
  target: FeelFunction,
  bindings: readonly Binding[],
  { at, owner, label }: { at: Site; owner: Owner; label: string },
): Value {
  const parameters = target.parameters.map(normalizeName);
  const unknown = bindings.find(({ name }) => !parameters.includes(name));
  if (unknown) return stop(at.evaluation, owner, noParameter(label, unknown.name));
  const given = new Map(bindings.map(({ name, value }) => [name, value(at)]));
  const args = parameters.map((name) => given.get(name) ?? null);
  return at.run.deeper(() => target.call(args, at.run));
}

const nameless = text('Expected a binding to name a parameter, but it does not.', '绑定应指明参数，但没有。');

const noFunction = (label: string) =>
  text(`"${label}" has to be a function, but is none`, `“${label}”应为函数，但不是`);

const noParameter = (label: string, name: string) =>
  text(`"${label}" has no parameter "${name}"`, `“${label}”没有参数“${name}”`);
