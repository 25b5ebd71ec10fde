import { spellingWith } from '../builtins/builtin-function.ts';
import { builtinNamed } from '../builtins/index.ts';
import { errorAt, type SyntaxNode } from '../parse.ts';
import type { Run } from '../run.ts';
import { includes } from '../values/membership.ts';
import { FeelFunction, FeelRange, type Value } from '../values/types.ts';
import { CompileError, type Compiler, childAt, childOf, type Evaluate, type Family, type Frame } from './compiler.ts';
import type { LexicalScope } from './lexical-scope.ts';
import { metered } from './operands.ts';
import { nameOf, variable } from './variable.ts';

/** `f(1, 2)`, `f(a: 1, b: 2)` (DMN 1.3 §10.3.2). */
export const invocation: Family = (node, scope, compiler) => {
  const target = calledFunction(childAt(node, 0), scope, compiler);
  const args = callArguments(node, scope, compiler);
  const label = childAt(node, 0).text;
  return metered('any', (frame) => {
    const called = callable(target(frame));
    if (called) return args(called, label, frame);
    frame.run.warn('no-function', label);
    return null;
  });
};

/** A name that is neither bound nor declared must be a built-in function, which can then be bound at once. */
function calledFunction(node: SyntaxNode, scope: LexicalScope, compiler: Compiler): Evaluate {
  const name = calledName(node);
  if (name === null) return compiler.compile(node, scope).evaluate;
  const builtin = builtinNamed(name);
  const mayBeVariable = scope.mayBind(name) || compiler.declared(name) !== undefined;
  if (!mayBeVariable) {
    if (builtin) return () => builtin;
    throw new CompileError(errorAt(compiler.source, node.from, `unknown function "${name}"`, `未知函数“${name}”`));
  }
  const target = variable(name, scope, compiler).evaluate;
  return (frame) => {
    const called = target(frame);
    return builtin && !callable(called) ? builtin : called;
  };
}

/** The name that is called: a variable's, or one that the grammar has keywords for (`date and time`). */
export function calledName(node: SyntaxNode): string | null {
  if (node.kind === 'VariableName') return nameOf(node);
  const isKeyword = node.kind === 'SpecialFunctionName' || node.kind === 'DateTimeConstructor';
  return isKeyword ? node.children.map((word) => word.text).join(' ') : null;
}

/** A range is called as the function that tells what it includes. */
function callable(value: Value): FeelFunction | null {
  if (value instanceof FeelFunction) return value;
  if (!(value instanceof FeelRange)) return null;
  return new FeelFunction(['value'], false, ([tested]) => includes(value, tested ?? null));
}

type Call = (called: FeelFunction, label: string, frame: Frame) => Value;

function callArguments(node: SyntaxNode, scope: LexicalScope, compiler: Compiler): Call {
  const named = childOf(node, 'NamedParameters');
  if (named) return namedCall(named, scope, compiler);
  const args = (childOf(node, 'PositionalParameters')?.children ?? []).map(
    (child) => compiler.compile(child, scope).evaluate,
  );
  return (called, label, frame) => {
    const values = args.map((arg) => arg(frame));
    if (values.length > called.parameters.length && !called.variadic) return mismatch(frame.run, label);
    return call(called, values, frame.run);
  };
}

function namedCall(node: SyntaxNode, scope: LexicalScope, compiler: Compiler): Call {
  const args = node.children.map((child) => ({
    name: nameOf(childAt(childAt(child, 0), 0)),
    value: compiler.compile(childAt(child, -1), scope).evaluate,
  }));
  return (called, label, frame) => {
    const given = new Map(args.map(({ name, value }) => [name, value(frame)]));
    const parameters = spellingWith(called, [...given.keys()]);
    if (!parameters) return mismatch(frame.run, label);
    return call(called, inOrder(called, parameters, given), frame.run);
  };
}

/** The arguments in the order of the parameters; the list that is given for a variadic parameter is spread. */
function inOrder(called: FeelFunction, parameters: readonly string[], given: ReadonlyMap<string, Value>): Value[] {
  const last = called.variadic ? parameters.length - 1 : parameters.length;
  const args = parameters.slice(0, last).map((name) => given.get(name) ?? null);
  const spread = given.get(parameters[last] ?? '') ?? [];
  return args.concat(spread);
}

const call = (called: FeelFunction, args: readonly Value[], run: Run): Value =>
  run.deeper(() => called.call(args, run) ?? null);

function mismatch(run: Run, label: string): null {
  run.warn('function-arguments', `${label}()`);
  return null;
}
