import { FeelFunction } from '../values/types.ts';
import { childAt, childOf, type Family } from './compiler.ts';
import { metered } from './operands.ts';
import { nameOf } from './variable.ts';

/**
 * `function(a, b) a + b` (DMN 1.3 §10.3.2): a closure over where it is written. External functions are null: the host
 * is out of reach.
 */
export const functionDefinition: Family = (node, scope, compiler) => {
  const parameters = (childOf(node, 'FormalParameters')?.children ?? []).map((child) =>
    nameOf(childAt(childAt(child, 0), 0)),
  );
  if (childOf(node, 'external')) {
    return metered('other', (frame) => {
      frame.run.warn('external-function', parameters.join(', '));
      return null;
    });
  }
  const body = compiler.compile(childAt(node, -1), scope.withNames(parameters)).evaluate;
  return metered('other', (frame) => {
    return new FeelFunction(parameters, false, (args, run) =>
      body({ run, parent: frame, values: parameters.map((_, index) => args[index] ?? null) }),
    );
  });
};
