import { FeelFunction } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import { namesOf } from '../compile/names.ts';
import { attribute, manyOf } from '../compile/xml.ts';
import { Scope } from '../scope.ts';
import { type BoxedFamily, compileOnly, inside } from './compiler.ts';
import { fitting } from './fitting.ts';

/**
 * A function of parameters and a boxed expression (DMN 1.3 §10.2.1.7), also the encapsulated logic of a business knowledge model. It sees
 * what is in scope where it is written. Functions of Java and of PMML models are not called.
 */
export const functionDefinition: BoxedFamily = (element, place) => {
  const { context, owner } = place;
  const kind = attribute(element, 'kind') ?? 'FEEL';
  if (!/^(?:feel:)?FEEL$/i.test(kind)) context.report('function-kind', element, notFeel(kind));
  const parameters = manyOf(element, 'formalParameter').map((parameter) => ({
    name: attribute(parameter, 'name') ?? '',
    type: context.typeOf(parameter),
  }));
  reportUnnamed(element, place.context);
  const body = compileOnly(
    element,
    inside(
      place,
      parameters.flatMap(({ name, type }) => namesOf(name, type)),
    ),
  );
  const type = context.typeOf(element);
  if (!body) return null;
  const names = parameters.map(({ name }) => name);
  return ({ scope, evaluation }) =>
    new FeelFunction(names, false, (args, run) => {
      const at = { evaluation, run, scope: new Scope(scope) };
      for (const [index, { name, type: wanted }] of parameters.entries())
        at.scope.set(name, fitting(args[index] ?? null, wanted, { at, owner, name }));
      return fitting(body(at), type, { at, owner, name: owner.name });
    });
};

function reportUnnamed(element: XmlElement, context: Parameters<BoxedFamily>[1]['context']): void {
  for (const parameter of manyOf(element, 'formalParameter'))
    if (attribute(parameter, 'name') === null) context.report('name-missing', parameter, nameless);
}

const nameless = text('Expected a parameter to have a name, but it has none.', '参数应有名称，但没有。');

const notFeel = (kind: string) =>
  text(
    `Expected a function in FEEL, but this one is in ${kind}, which is not called.`,
    `函数应使用 FEEL，但此函数为 ${kind}，不予调用。`,
  );
