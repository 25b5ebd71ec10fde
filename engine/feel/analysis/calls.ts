import { type BuiltinFunction, spellingWith } from '../builtins/builtin-function.ts';
import { builtinNamed } from '../builtins/index.ts';
import { childAt, childOf } from '../compile/compiler.ts';
import { calledName } from '../compile/invocation.ts';
import { nameOf } from '../compile/variable.ts';
import type { SyntaxNode } from '../parse.ts';
import type { Analysis, Bindings, Infer } from './analysis.ts';
import { resultTypeOf } from './result-types.ts';
import { isBoolean, type StaticType, wordFor } from './static-type.ts';

interface Argument {
  /** Null by position. */
  readonly name: string | null;
  readonly node: SyntaxNode;
  readonly type: StaticType;
}

/** `f(1)`, `f(a: 1)`, `date("2024-01-01")`: what a built-in function gives, and whether it is given what it takes. */
export const callType: Infer = (node, scope, analysis) => {
  const name = calledName(childAt(node, 0));
  const args = argumentsOf(node, scope, analysis);
  const builtin = name === null || analysis.isVariable(name, scope) ? undefined : builtinNamed(name);
  if (name === null) analysis.infer(childAt(node, 0), scope);
  if (!builtin || name === null) return 'unknown';
  return checkCall(node, { name, builtin, args }, analysis) ? resultTypeOf(name) : 'nothing';
};

function argumentsOf(node: SyntaxNode, scope: Bindings, analysis: Analysis): Argument[] {
  const named = childOf(node, 'NamedParameters');
  if (!named) {
    const positional = childOf(node, 'PositionalParameters')?.children ?? [];
    return positional.map((child) => ({ name: null, node: child, type: analysis.infer(child, scope) }));
  }
  return named.children.map((child) => ({
    name: nameOf(childAt(childAt(child, 0), 0)),
    node: childAt(child, -1),
    type: analysis.infer(childAt(child, -1), scope),
  }));
}

interface BuiltinCall {
  readonly name: string;
  readonly builtin: BuiltinFunction;
  readonly args: readonly Argument[];
}

/** Whether the call may give something else than null. */
function checkCall(node: SyntaxNode, call: BuiltinCall, analysis: Analysis): boolean {
  const names = call.args.flatMap(({ name }) => name ?? []);
  const spelling = spellingWith(call.builtin, names);
  if (!spelling) {
    const list = call.builtin.parameters.map((name) => `"${name}"`).join(', ');
    analysis.warn(node, 'argument-name', {
      en: `Expected parameters of ${call.name}() (${list}), but found ${names.map((name) => `"${name}"`).join(', ')}`,
      zh: `应为 ${call.name}() 的参数（${list}），但为 ${names.map((name) => `"${name}"`).join(', ')}`,
    });
    return false;
  }
  return checkCount(node, call, analysis) && checkTypes(call, spelling, analysis);
}

function checkCount(node: SyntaxNode, { name, builtin, args }: BuiltinCall, analysis: Analysis): boolean {
  const { kinds } = builtin.signature;
  const least = builtin.variadic ? 1 : kinds.filter((kind) => !kind.endsWith('?')).length;
  const most = builtin.variadic ? Number.POSITIVE_INFINITY : kinds.length;
  if (args.length >= least && args.length <= most) return true;
  const wanted = least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `${least}+` : `${least}–${most}`;
  analysis.warn(node, 'argument-count', {
    en: `Expected ${name}() to have ${wanted} arguments, but it has ${args.length}`,
    zh: `${name}() 应有 ${wanted} 个参数，但有 ${args.length} 个`,
  });
  return false;
}

function checkTypes({ name, builtin, args }: BuiltinCall, spelling: readonly string[], analysis: Analysis): boolean {
  const { kinds } = builtin.signature;
  let fits = true;
  for (const [index, arg] of args.entries()) {
    const position = arg.name === null ? index : spelling.indexOf(arg.name);
    const kind = kinds[Math.min(position, kinds.length - 1)] ?? 'any';
    if (accepts(kind, arg.type)) continue;
    fits = false;
    const wanted = kind.replace('?', '') as StaticType;
    analysis.warn(arg.node, 'argument-type', {
      en: `Expected ${wordFor(wanted, 'en')} for ${name}(), but ${wordFor(arg.type, 'en')} always gives null`,
      zh: `${name}() 的参数应为${wordFor(wanted, 'zh')}，但${wordFor(arg.type, 'zh')}的结果始终为 null`,
    });
  }
  return fits;
}

const CONVERTED = new Set(['date,date time', 'date time,date', 'date time,time']);

/** Whether a parameter takes a value: a list of one stands for its element, dates and times for one another. */
function accepts(kind: string, type: StaticType): boolean {
  const wanted = kind.replace('?', '');
  if (wanted === 'any' || type === 'unknown' || type === 'nothing' || type === 'list') return true;
  if (type === 'null') return kind.endsWith('?');
  return (
    wanted === 'list' ||
    wanted === type ||
    (wanted === 'boolean' && isBoolean(type)) ||
    CONVERTED.has(`${type},${wanted}`)
  );
}
