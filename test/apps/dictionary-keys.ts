/** The keys that sources ask a dictionary for, read off their syntax: TypeScript, and scripts and templates of Vue. */
import ts from 'typescript';
import { parse } from 'vue/compiler-sfc';

export interface Texts {
  readonly [key: string]: string | Texts;
}

/** All keys of a dictionary, `group.name`. */
export const keysOf = (texts: Texts, before = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );

export interface UsedKey {
  /** The whole key; of a template with variables what is fixed around them, the variables written as `*`. */
  readonly key: string;
  readonly pattern: boolean;
}

const ASKERS = new Set(['t', 'te', '$t', '$te', 'translate']);
const KEY = /^[a-z]\w*(\.[\w*-]+)+$/i;

/** The keys in calls of `t`, however they are written: literals, both sides of a choice, templates with and without variables. */
export const usedKeys = (source: string): UsedKey[] =>
  nodesOf(source).flatMap((node) => (ts.isCallExpression(node) && isAsker(node) ? keysIn(node.arguments[0]) : []));

/** Whatever looks like a key, also where it is handed on to somebody who looks it up. */
export const mentionedKeys = (source: string): UsedKey[] =>
  nodesOf(source)
    .flatMap(textOf)
    .filter(({ key }) => KEY.test(key));

/** Whether the dictionary has what is asked for; of a pattern at least one. */
export function answers(known: readonly string[], { key, pattern }: UsedKey): boolean {
  if (!pattern) return known.includes(key);
  const [start = '', ...rest] = key.split('*');
  const end = rest.at(-1) ?? '';
  return known.some(
    (other) => other.length > start.length + end.length && other.startsWith(start) && other.endsWith(end),
  );
}

const isAsker = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression)
    ? ASKERS.has(expression.name.text) && /\bi18n\b|\bglobal\b/.test(expression.expression.getText())
    : ts.isIdentifier(expression) && ASKERS.has(expression.text);

/** Texts that may become the value: not those that are only compared or handed on to another function. */
function keysIn(node: ts.Expression | undefined): UsedKey[] {
  if (!node) return [];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return keysIn(node.expression);
  if (ts.isConditionalExpression(node)) return [...keysIn(node.whenTrue), ...keysIn(node.whenFalse)];
  if (ts.isBinaryExpression(node) && CHOICES.has(node.operatorToken.kind))
    return [...keysIn(node.left), ...keysIn(node.right)];
  return textOf(node).filter(({ key }) => KEY.test(key));
}
const CHOICES = new Set([ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken]);

function textOf(node: ts.Node): UsedKey[] {
  if (ts.isStringLiteralLike(node)) return [{ key: node.text, pattern: false }];
  if (!ts.isTemplateExpression(node)) return [];
  const key = node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join('');
  return [{ key, pattern: true }];
}

/** All nodes of a source, those of imports left out. */
function nodesOf(source: string): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  for (const code of codeOf(source))
    visit(ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS));
  return nodes;
}

/** A component in pieces: its scripts, and every expression of its template. */
function codeOf(source: string): string[] {
  if (!/^\s*<(script|template|!--)/.test(source)) return [source];
  const { descriptor } = parse(source, { ignoreEmpty: false });
  const scripts = [descriptor.script, descriptor.scriptSetup].flatMap((block) => block?.content ?? []);
  return [...scripts, ...expressionsOf(descriptor.template?.ast as TemplateNode | undefined)];
}

/** What the compiler's tree has of interest here: interpolations, directives, children. */
interface TemplateNode {
  readonly type: number;
  readonly content?: unknown;
  readonly exp?: { readonly content: string };
  readonly props?: readonly TemplateNode[];
  readonly children?: readonly TemplateNode[];
}
const INTERPOLATION = 5;

function expressionsOf(node: TemplateNode | undefined): string[] {
  if (!node) return [];
  const shown = node.type === INTERPOLATION ? [(node.content as { content: string }).content] : [];
  const bound = node.exp ? [node.exp.content] : [];
  return [...shown, ...bound, ...[...(node.props ?? []), ...(node.children ?? [])].flatMap(expressionsOf)].map(
    (code) => (code.trimStart().startsWith('{') ? `(${code})` : code),
  );
}
