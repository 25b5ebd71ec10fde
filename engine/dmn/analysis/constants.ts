import { compileExpression } from '../../feel/compile.ts';
import { parse, type SyntaxNode } from '../../feel/parse.ts';
import type { Value } from '../../feel/values/types.ts';
import { Scope } from '../scope.ts';

/** What the truth of a test depends on: values it compares with, and whether it asks for their order. */
export interface Boundaries {
  readonly values: readonly Value[];
  readonly ordered: boolean;
  readonly mentionsNull: boolean;
}

/** Syntax a constant may consist of: nothing in it depends on variables, on time or on functions. */
const CONSTANT: ReadonlySet<string> = new Set([
  'NumericLiteral',
  'StringLiteral',
  'BooleanLiteral',
  'null',
  'ArithmeticExpression',
  'ArithOp',
  'ParenthesizedExpression',
  'DateTimeLiteral',
  'DateTimeConstructor',
  'AtLiteral',
  'PositionalParameters',
  'date',
  'time',
  'and',
  'duration',
  '(',
  ')',
]);

/**
 * The values at which the truth of unary tests can change; null where that cannot be told from the text. Between two neighbours the tests
 * give the same for every value, which is what makes the analysis exact.
 */
export function boundariesOf(source: string): Boundaries | null {
  const parsed = parse('UnaryTests', source, []);
  if (!parsed.ok) return null;
  const list = parsed.value.children.find(({ kind }) => kind === 'PositiveUnaryTests');
  if (!list) return parsed.value.children.some(({ kind }) => kind === 'Wildcard') ? NOTHING : null;
  const found = list.children.map((test) => boundariesOfTest(test.children[0]));
  if (!found.every((each) => each !== null)) return null;
  return {
    values: found.flatMap(({ values }) => values),
    ordered: found.some(({ ordered }) => ordered),
    mentionsNull: found.some(({ mentionsNull }) => mentionsNull),
  };
}

const NOTHING: Boundaries = { values: [], ordered: false, mentionsNull: false };

function boundariesOfTest(test: SyntaxNode | undefined): Boundaries | null {
  if (!test) return null;
  if (test.kind === 'null') return { ...NOTHING, mentionsNull: true };
  if (test.kind !== 'SimplePositiveUnaryTest') return valuesOf([test], false);
  const [first, second] = test.children;
  if (first?.kind === 'Interval') return valuesOf([first.children[1], first.children[3]], true);
  if (second?.kind === 'null') return /^!?=$/.test(first?.text ?? '') ? { ...NOTHING, mentionsNull: true } : null;
  return valuesOf([second], !/^!?=$/.test(first?.text ?? ''));
}

function valuesOf(nodes: readonly (SyntaxNode | undefined)[], ordered: boolean): Boundaries | null {
  const values = nodes.map((node) => (node ? constantOf(node) : null));
  return values.every((value) => value !== null) ? { values, ordered, mentionsNull: false } : null;
}

/** The value of a constant; null where it is none, or null. */
function constantOf(node: SyntaxNode): Value {
  return isConstant(node) ? constantText(node.text) : null;
}

function isConstant({ kind, children }: SyntaxNode): boolean {
  return CONSTANT.has(kind) && children.every(isConstant);
}

function constantText(source: string): Value {
  const compiled = compileExpression(source);
  const outcome = compiled.ok ? compiled.value.evaluate(new Scope(), { raw: true }) : null;
  return outcome?.ok ? (outcome.value as Value) : null;
}

/** The value of an output that depends on nothing; undefined where it does. */
export function constantOutput(source: string): Value | undefined {
  const parsed = parse('Expression', source, []);
  const node = parsed.ok ? parsed.value.children[0] : undefined;
  return node && parsed.ok && parsed.value.children.length === 1 && isConstant(node) ? constantText(source) : undefined;
}
