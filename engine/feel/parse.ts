import { parser, trackVariables } from 'lezer-feel';
import { fail, ok, type Result } from '../errors.ts';
import { MAX_SOURCE_LENGTH, MAX_SYNTAX_DEPTH } from './limits.ts';
import { nameTree } from './names.ts';

export type Grammar = 'Expression' | 'UnaryTests';

/** One node of the syntax tree, named as in the grammar; `text` is its source. */
export interface SyntaxNode {
  readonly kind: string;
  readonly text: string;
  readonly from: number;
  readonly children: readonly SyntaxNode[];
}

type Tree = ReturnType<typeof parser.parse>;
type TreeNode = Tree['topNode'];

const SKIPPED = new Set(['LineComment', 'BlockComment']);

const strictParsers = {
  Expression: parser.configure({ top: 'Expression', strict: true }),
  UnaryTests: parser.configure({ top: 'UnaryTests', strict: true }),
};

/**
 * Reads an expression; `names` tells the grammar which names with symbols exist. Gives 'expression-invalid' with the
 * position.
 */
export function parse(grammar: Grammar, source: string, names: readonly string[]): Result<SyntaxNode> {
  if (source.length > MAX_SOURCE_LENGTH) {
    return invalid(source.slice(0, 80), {
      reason: `it is longer than ${MAX_SOURCE_LENGTH} characters`,
      reasonZh: `长度超过 ${MAX_SOURCE_LENGTH} 个字符`,
    });
  }
  const tree = parseTree(grammar, source, names);
  if (typeof tree === 'number') return invalid(source, unexpected(source, tree));
  const root = toSyntax(tree.topNode, source, 0);
  if (root === 'too-deep') {
    return invalid(source.slice(0, 80), {
      reason: `it is nested deeper than ${MAX_SYNTAX_DEPTH} levels`,
      reasonZh: `嵌套超过 ${MAX_SYNTAX_DEPTH} 层`,
    });
  }
  return ok(root);
}

function parseTree(grammar: Grammar, source: string, names: readonly string[]): Tree | number {
  const contextTracker = trackVariables(nameTree(names));
  try {
    return strictParsers[grammar].configure({ contextTracker }).parse(source);
  } catch (error) {
    const at = error instanceof SyntaxError ? /at (\d+)$/.exec(error.message)?.[1] : undefined;
    return at === undefined ? 0 : Number(at);
  }
}

function toSyntax(node: TreeNode, source: string, depth: number): SyntaxNode | 'too-deep' {
  if (depth > MAX_SYNTAX_DEPTH) return 'too-deep';
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (SKIPPED.has(child.name)) continue;
    const converted = toSyntax(child, source, depth + 1);
    if (converted === 'too-deep') return converted;
    children.push(converted);
  }
  return { kind: node.name, text: source.slice(node.from, node.to), from: node.from, children };
}

/** Says where an error is (line and column from 1) and what stands there, in both languages. */
export function errorAt(source: string, position: number, en: string, zh: string) {
  const before = source.slice(0, position).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { reason: `line ${line}, column ${column}: ${en}`, reasonZh: `第 ${line} 行第 ${column} 列：${zh}`, position };
}

function unexpected(source: string, position: number) {
  const found = /^\s*(\w+|[^\s\w]{1,2})/u.exec(source.slice(position))?.[1];
  return found === undefined
    ? errorAt(source, position, 'the expression is incomplete', '表达式不完整')
    : errorAt(source, position, `unexpected "${found}"`, `此处不应出现“${found}”`);
}

const invalid = (expression: string, details: { reason: string; reasonZh: string; position?: number }) =>
  fail('expression-invalid', { expression, ...details });
