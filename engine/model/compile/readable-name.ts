import { compileExpression } from '../../feel/compile.ts';

/** A word that no grammar has to be told about. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*$/u;

const readsAs = (name: string, names: readonly string[]): boolean => {
  const compiled = compileExpression(name, { names });
  return compiled.ok && compiled.value.reads.size === 1 && compiled.value.reads.has(name);
};

/** Whether FEEL must be told that there is such a name, because it would read its text as something else: `a-b`, `terms and conditions`. */
export const isAmbiguous = (name: string): boolean => !PLAIN.test(name) && !readsAs(name, []) && readsAs(name, [name]);

/** Whether FEEL can read the name at all; it cannot where it is a word of its own (`null`) or no name (`a)`). */
export const isReadable = (name: string): boolean => readsAs(name, []) || isAmbiguous(name);
