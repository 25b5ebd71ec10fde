import { childAt } from '../compile/compiler.ts';
import { nameOf } from '../compile/variable.ts';
import type { Infer } from './analysis.ts';
import { callType } from './calls.ts';
import { arithmeticType, comparisonType, connectiveType } from './operators.ts';
import type { StaticType } from './static-type.ts';
import {
  contextType,
  filterType,
  forType,
  functionType,
  ifType,
  iterationContextType,
  pathType,
  quantifiedType,
  temporalType,
  unaryTestType,
} from './structures.ts';

const always =
  (type: StaticType): Infer =>
  (node, scope, analysis) => {
    analysis.inferAll(node.children, scope);
    return type;
  };

/** What stands in it, and nothing more. */
const inner: Infer = (node, scope, analysis) => {
  const types = analysis.inferAll(node.children, scope).filter((_, index) => isValue(node.children[index]?.kind ?? ''));
  return types.length === 1 && types[0] !== undefined ? types[0] : 'unknown';
};

const isValue = (kind: string): boolean => /^[A-Z]/.test(kind) || kind === 'null';

const families: Readonly<Record<string, Infer>> = {
  ArithmeticExpression: arithmeticType,
  BooleanLiteral: () => 'boolean',
  Comparison: comparisonType,
  Conjunction: connectiveType,
  Context: contextType,
  DateTimeLiteral: temporalType,
  Disjunction: connectiveType,
  Expression: inner,
  FilterExpression: filterType,
  ForExpression: forType,
  FunctionBody: inner,
  FunctionDefinition: functionType,
  FunctionInvocation: callType,
  IfExpression: ifType,
  InstanceOfExpression: (node, scope, analysis) => {
    analysis.infer(childAt(node, 0), scope);
    return 'boolean';
  },
  Interval: always('range'),
  IterationContext: iterationContextType,
  List: always('list'),
  NumericLiteral: () => 'number',
  ParenthesizedExpression: inner,
  PathExpression: pathType,
  PositiveUnaryTest: inner,
  QuantifiedExpression: quantifiedType,
  SimplePositiveUnaryTest: unaryTestType,
  StringLiteral: () => 'string',
  VariableName: (node, scope, analysis) => analysis.variable(node, nameOf(node), scope),
  null: () => 'null',
};

const anything = always('unknown');

/** How the type of nodes of this kind is found. */
export const inferOf = (kind: string): Infer =>
  (Object.hasOwn(families, kind) ? families[kind] : undefined) ?? anything;
