import { childAt, childOf } from '../compile/compiler.ts';
import { textOf } from '../compile/literals.ts';
import { keyOf } from '../compile/structure.ts';
import { nameOf } from '../compile/variable.ts';
import type { SyntaxNode } from '../parse.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { typeOf } from '../values/types.ts';
import { type Analysis, type Bindings, bind, type Infer } from './analysis.ts';
import { callType } from './calls.ts';
import { neverTrue } from './operators.ts';
import { isNull, type StaticType, wordFor } from './static-type.ts';

/** A context: later entries can use earlier ones. */
export const contextType: Infer = (node, scope, analysis) => {
  let inner = scope;
  for (const entry of node.children.filter(({ kind }) => kind === 'ContextEntry')) {
    const type = analysis.infer(childAt(entry, -1), inner);
    inner = bind(inner, [[keyOf(childAt(entry, 0)), type]]);
  }
  return 'context';
};

export const ifType: Infer = (node, scope, analysis) => {
  neverTrue(childAt(node, 1), analysis.infer(childAt(node, 1), scope), analysis);
  const [then, otherwise] = analysis.inferAll([childAt(node, 3), childAt(node, 5)], scope);
  if (then === otherwise || isNull(otherwise ?? 'unknown')) return then ?? 'unknown';
  return isNull(then ?? 'unknown') ? (otherwise ?? 'unknown') : 'unknown';
};

export const forType: Infer = (node, scope, analysis) => {
  analysis.infer(childAt(node, -1), iterated(node, bind(scope, [['partial', 'list']]), analysis));
  return 'list';
};

export const quantifiedType: Infer = (node, scope, analysis) => {
  const body = childAt(node, -1);
  neverTrue(body, analysis.infer(body, iterated(node, scope, analysis)), analysis);
  return 'boolean';
};

const ITERABLE: ReadonlySet<StaticType> = new Set(['list', 'range', 'unknown', 'nothing']);

/** The scope in which the body of a loop is judged; what cannot be gone through is reported. */
function iterated(node: SyntaxNode, scope: Bindings, analysis: Analysis): Bindings {
  let inner = scope;
  for (const each of childOf(node, 'InExpressions')?.children ?? []) {
    const source = childAt(each, -1);
    const type = analysis.infer(source, inner);
    if (!ITERABLE.has(type)) {
      analysis.warn(source, 'iteration-type', {
        en: `Expected a list or a range behind "in", but ${wordFor(type, 'en')} has no elements`,
        zh: `“in”之后应为列表或区间，但${wordFor(type, 'zh')}没有元素`,
      });
    }
    inner = bind(inner, [[nameOf(childAt(each, 0)), 'unknown']]);
  }
  return inner;
}

/** `1..3` is a range; otherwise it is what stands there. */
export const iterationContextType: Infer = (node, scope, analysis) => {
  const types = analysis.inferAll(
    node.children.filter(({ kind }) => kind !== '..'),
    scope,
  );
  return node.children.length === 1 ? (types[0] ?? 'unknown') : 'range';
};

export const filterType: Infer = (node, scope, analysis) => {
  analysis.infer(childAt(node, 0), scope);
  analysis.infer(childAt(node, 2), { ...bind(scope, [['item', 'unknown']]), inFilter: true });
  return 'unknown';
};

const WITHOUT_PROPERTIES: ReadonlySet<StaticType> = new Set(['string', 'number', 'boolean', 'untrue', 'function']);

export const pathType: Infer = (node, scope, analysis) => {
  const type = analysis.infer(childAt(node, 0), scope);
  if (!WITHOUT_PROPERTIES.has(type)) return 'unknown';
  const name = nameOf(childAt(node, -1));
  analysis.warn(node, 'property-type', {
    en: `Expected something with a property "${name}", but ${wordFor(type, 'en')} has none`,
    zh: `应有属性“${name}”，但${wordFor(type, 'zh')}没有属性`,
  });
  return 'nothing';
};

export const functionType: Infer = (node, scope, analysis) => {
  const parameters = (childOf(node, 'FormalParameters')?.children ?? []).map((child) =>
    nameOf(childAt(childAt(child, 0), 0)),
  );
  if (!childOf(node, 'external'))
    analysis.infer(
      childAt(node, -1),
      bind(
        scope,
        parameters.map((name) => [name, 'unknown']),
      ),
    );
  return 'function';
};

/** `@"2024-02-29"`, or a constructor that is called. */
export const temporalType: Infer = (node, scope, analysis) => {
  if (node.children.length > 1) return callType(node, scope, analysis);
  const value = parseTemporal(textOf(childAt(childAt(node, 0), 0).text.slice(1, -1)));
  return value ? typeOf(value) : 'null';
};

/** `> 5` is a test for what it is compared with; without an operator it is a value. */
export const unaryTestType: Infer = (node, scope, analysis) => {
  const type = analysis.infer(childAt(node, -1), scope);
  return node.children.length === 1 ? type : 'unknown';
};
