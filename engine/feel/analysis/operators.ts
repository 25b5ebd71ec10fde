import { childAt } from '../compile/compiler.ts';
import type { SyntaxNode } from '../parse.ts';
import type { Analysis, Infer } from './analysis.ts';
import {
  isBoolean,
  isNull,
  mayBeEqual,
  mayBeOrdered,
  type StaticType,
  typeOfOperation,
  wordFor,
} from './static-type.ts';

const both = (a: StaticType, symbol: string, b: StaticType, language: 'en' | 'zh'): string =>
  `${wordFor(a, language)} ${symbol} ${wordFor(b, language)}`;

export const arithmeticType: Infer = (node, scope, analysis) => {
  if (node.children.length === 2) return negation(node, analysis.infer(childAt(node, 1), scope), analysis);
  const a = analysis.infer(childAt(node, 0), scope);
  const b = analysis.infer(childAt(node, -1), scope);
  const symbol = childAt(node, 1).text;
  if (a === 'nothing' || b === 'nothing') return 'nothing';
  const type = typeOfOperation(symbol, a, b);
  if (type !== null) return type;
  analysis.warn(node, 'operator-types', {
    en: `Expected values that "${symbol}" is defined for, but ${both(a, symbol, b, 'en')} is always null`,
    zh: `“${symbol}”两侧应可运算，但${both(a, symbol, b, 'zh')} 始终为 null`,
  });
  return 'nothing';
};

function negation(node: SyntaxNode, type: StaticType, analysis: Analysis): StaticType {
  if (type === 'number' || type === 'duration' || type === 'unknown' || type === 'nothing') return type;
  analysis.warn(node, 'operator-types', {
    en: `Expected a number or a duration behind "-", but ${wordFor(type, 'en')} has no opposite`,
    zh: `“-”之后应为数字或时长，但${wordFor(type, 'zh')}没有相反数`,
  });
  return 'nothing';
}

export const comparisonType: Infer = (node, scope, analysis) => {
  const operator = childAt(node, 1);
  if (operator.kind === 'in') {
    analysis.inferAll(
      node.children.filter((child) => child !== operator),
      scope,
    );
    return 'boolean';
  }
  const [value, ...bounds] =
    operator.kind === 'between'
      ? [childAt(node, 0), childAt(node, 2), childAt(node, 4)]
      : [childAt(node, 0), childAt(node, -1)];
  const symbol = operator.kind === 'between' ? 'between' : operator.text;
  const a = analysis.infer(value, scope);
  const types = analysis.inferAll(bounds, scope);
  if (symbol !== '=' && symbol !== '!=' && [a, ...types].includes('nothing')) return 'nothing';
  const test = symbol === '=' || symbol === '!=' ? mayBeEqual : mayBeOrdered;
  const unfit = types.find((b) => !test(a, b));
  if (unfit === undefined) return 'boolean';
  analysis.warn(node, 'comparison-types', {
    en: `Expected values that can be compared, but ${both(a, symbol, unfit, 'en')} is never true`,
    zh: `两侧应可比较，但${both(a, symbol, unfit, 'zh')} 永不为真`,
  });
  return 'nothing';
};

/** `and`, `or`: whatever is not a boolean counts as unknown, so it never makes the whole true. */
export const connectiveType: Infer = (node, scope, analysis) => {
  const sides = [childAt(node, 0), childAt(node, -1)];
  const untrue = sides.map((side) => neverTrue(side, analysis.infer(side, scope), analysis));
  const decided = node.kind === 'Conjunction' ? untrue.some(Boolean) : untrue.every(Boolean);
  return decided ? 'untrue' : 'boolean';
};

/** Whether a condition within an expression can never be true; one of another type is reported. */
export function neverTrue(node: SyntaxNode, type: StaticType, analysis: Analysis): boolean {
  if (type === 'unknown' || type === 'boolean') return false;
  if (isBoolean(type) || isNull(type)) return true;
  analysis.warn(node, 'condition-type', {
    en: `Expected true or false, but it is ${wordFor(type, 'en')}, which never counts as true`,
    zh: `应为真或假，但为${wordFor(type, 'zh')}，永不视为真`,
  });
  return true;
}
