import { Run } from '../../feel/run.ts';
import { FeelFunction, type Value } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import { oneOf } from '../compile/xml.ts';
import { evaluateFeel, type Site } from '../evaluation.ts';
import type { BoxedFamily } from './compiler.ts';

/** FEEL in a box (DMN 1.3 §7.3.1). An empty one is null, as an expression that nobody has written yet. */
export const literalExpression: BoxedFamily = (element, { context, owner, names }) => {
  const imported = oneOf(element, 'importedValues');
  if (imported) context.report('unsupported-element', imported, importedValues);
  const expression = context.feel(element, names);
  if (!expression) return () => null;
  return (at) => bound(evaluateFeel(at, owner, expression), at);
};

/** A function sees what was in scope where it was written, wherever it is called. */
function bound(value: Value, { scope }: Site): Value {
  if (!(value instanceof FeelFunction)) return value;
  return new FeelFunction(value.parameters, value.variadic, (args, run) =>
    value.call(args, new Run(scope, { within: run })),
  );
}

const importedValues = text(
  'Expected values written in the file, but values of another file are imported, and those are not read.',
  '取值应写在本文件中，但引用了其他文件的取值，不予读取。',
);
