import { normalizeName } from '../names.ts';
import type { SyntaxNode } from '../parse.ts';
import { contextFrom } from '../values/context.ts';
import type { Value } from '../values/types.ts';
import { childAt, type Family, type Frame } from './compiler.ts';
import { textOf } from './literals.ts';
import { metered } from './operands.ts';

/** `(a)` and the wrappers the grammar puts around a single node. */
export const only: Family = (node, scope, compiler) => compiler.compile(childAt(node, 0), scope);

export const parenthesized: Family = (node, scope, compiler) => compiler.compile(childAt(node, 1), scope);

/** `[a, b]`. */
export const list: Family = (node, scope, compiler) => {
  const elements = node.children.slice(1, -1).map((child) => compiler.compile(child, scope).evaluate);
  return metered('other', (frame) => elements.map((element) => element(frame)));
};

/** `{a: 1, "b": a + 1}` (DMN 1.3 §10.3.2.6): later entries can use earlier ones. */
export const context: Family = (node, scope, compiler) => {
  const entries = node.children.filter((child) => child.kind === 'ContextEntry');
  const names = entries.map((entry) => keyOf(childAt(entry, 0)));
  const known = names.map(normalizeName);
  const values = entries.map(
    (entry, index) => compiler.compile(childAt(entry, -1), scope.withEntries(known, index)).evaluate,
  );
  return metered('other', (frame) => {
    const slots: (Value | undefined)[] = new Array(values.length).fill(undefined);
    const within: Frame = { run: frame.run, parent: frame, values: slots };
    values.forEach((value, index) => {
      slots[index] = value(within);
    });
    return contextFrom(names.map((name, index) => [name, slots[index] ?? null]));
  });
};

export function keyOf(key: SyntaxNode): string {
  const written = childAt(key, 0);
  return written.kind === 'StringLiteral' ? textOf(written.text.slice(1, -1)) : writtenName(written);
}

/** A name as it was written, but for runs of spaces. */
export const writtenName = (node: SyntaxNode): string => normalizeSpaces(node.text);

const normalizeSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim();
