import { arithmetic } from './arithmetic.ts';
import { comparison } from './comparison.ts';
import type { Family } from './compiler.ts';
import { conditional } from './conditional.ts';
import { filter } from './filter.ts';
import { functionDefinition } from './function-definition.ts';
import { instanceOf } from './instance-of.ts';
import { invocation } from './invocation.ts';
import { forExpression, iterationContext, quantified } from './iteration.ts';
import { booleanLiteral, nullLiteral, numericLiteral, stringLiteral } from './literals.ts';
import { conjunction, disjunction } from './logic.ts';
import { path } from './path.ts';
import { context, list, only, parenthesized } from './structure.ts';
import { atLiteral, dateTimeLiteral } from './temporal-literal.ts';
import { interval, positiveUnaryTest, positiveUnaryTests, simplePositiveUnaryTest, unaryTests } from './unary-tests.ts';
import { inputVariable, variableName } from './variable.ts';

/** The node kinds of the grammar, and what compiles each of them. */
const families: Readonly<Record<string, Family>> = {
  '?': inputVariable,
  ArithmeticExpression: arithmetic,
  AtLiteral: atLiteral,
  BooleanLiteral: booleanLiteral,
  Comparison: comparison,
  Conjunction: conjunction,
  Context: context,
  DateTimeLiteral: dateTimeLiteral,
  Disjunction: disjunction,
  Expression: only,
  FilterExpression: filter,
  ForExpression: forExpression,
  FunctionBody: only,
  FunctionDefinition: functionDefinition,
  FunctionInvocation: invocation,
  IfExpression: conditional,
  InstanceOfExpression: instanceOf,
  Interval: interval,
  IterationContext: iterationContext,
  List: list,
  null: nullLiteral,
  NumericLiteral: numericLiteral,
  ParenthesizedExpression: parenthesized,
  PathExpression: path,
  PositiveUnaryTest: positiveUnaryTest,
  PositiveUnaryTests: positiveUnaryTests,
  QuantifiedExpression: quantified,
  SimplePositiveUnaryTest: simplePositiveUnaryTest,
  StringLiteral: stringLiteral,
  UnaryTests: unaryTests,
  VariableName: variableName,
};

/** What compiles nodes of this kind; the grammar has no other kinds where an expression can stand. */
export function familyOf(kind: string): Family {
  const family = Object.hasOwn(families, kind) ? families[kind] : undefined;
  if (!family) throw new Error(`no family for ${kind}`);
  return family;
}
