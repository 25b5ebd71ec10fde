/** Reading the correlation keys of a message for which nobody waits yet, by what the deployed models say. */
import { compileExpression, type FeelExpression } from '../feel/compile.ts';
import { keysOf } from './correlation.ts';
import type { Variables } from './state.ts';

export interface KeyRecipe {
  readonly key: string;
  /** FEEL over the variables of the message, one for each property of the key. */
  readonly retrieval: readonly string[];
}

/** All keys of the message, those with its values first; none of a recipe by which it is known in part only. */
export function readKeys(
  recipes: readonly KeyRecipe[],
  message: { readonly variables: Variables; readonly now: number },
): string[] {
  const read = recipes.map(({ key, retrieval }) => {
    const expressions = retrieval.flatMap((source) => compiled(source) ?? []);
    return expressions.length === retrieval.length ? keysOf(key, expressions, message) : [];
  });
  return [...new Set([...read.flatMap(([exact = []]) => exact), ...read.flatMap(([, any = []]) => any)])];
}

/** As many texts as a large installation deploys. */
const MAX_COMPILED = 2_000;
const known = new Map<string, FeelExpression>();

function compiled(source: string): FeelExpression | undefined {
  const before = known.get(source);
  if (before) return before;
  const result = compileExpression(source);
  if (!result.ok) return undefined;
  if (known.size >= MAX_COMPILED) known.clear();
  known.set(source, result.value);
  return result.value;
}
