/** Texts that stand in a template instead of the dictionary. */
import { parse } from 'vue/compiler-sfc';

/** Attributes that people read or hear. */
const READ = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'hint',
  'content',
]);
const LETTERS = /[A-Za-z]{2}|[\u4e00-\u9fff]/;

/** The parts of the compiler's tree that matter here; its node types are numbers. */
interface Node {
  readonly type: number;
  readonly tag?: string;
  readonly content?: unknown;
  readonly children?: readonly Node[];
  readonly props?: readonly {
    readonly type: number;
    readonly name: string;
    readonly value?: { readonly content: string };
  }[];
}
const TEXT = 2;
const ATTRIBUTE = 6;

/** What somebody would read that is in no dictionary; the contents of `<kbd>` are names of keys. */
export function rawTexts(source: string): string[] {
  const { descriptor, errors } = parse(source, { ignoreEmpty: false });
  if (errors.length > 0) throw errors[0];
  const root = descriptor.template?.ast as Node | undefined;
  return root ? textsIn(root) : [];
}

function textsIn(node: Node): string[] {
  if (node.tag === 'kbd') return [];
  const own =
    node.type === TEXT && typeof node.content === 'string' && LETTERS.test(node.content) ? [node.content.trim()] : [];
  const attributes = (node.props ?? [])
    .filter(({ type, name, value }) => type === ATTRIBUTE && READ.has(name) && LETTERS.test(value?.content ?? ''))
    .map(({ name, value }) => `${name}="${value?.content}"`);
  return [...own, ...attributes, ...(node.children ?? []).flatMap(textsIn)];
}
