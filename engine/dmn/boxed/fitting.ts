import { stringify } from '../../exact-json.ts';
import type { Value } from '../../feel/values/types.ts';
import { type Text, text } from '../../model/problem.ts';
import { type Evaluation, type Owner, type Site, stop } from '../evaluation.ts';
import { type Coerced, coerce, type DmnType } from '../types.ts';

/** The value as one of the type; a decision does not go on with a value that is something else than it says. */
export function fitting(
  value: Value,
  type: DmnType | null,
  { at, owner, name }: { readonly at: Site; readonly owner: Owner; readonly name: string },
): Value {
  if (!type) return value;
  const taken = coerce(value, type, at.run);
  return taken.ok ? taken.value : stop(at.evaluation, owner, misfit(at.evaluation, name, taken));
}

function misfit(
  evaluation: Evaluation,
  name: string,
  { path, expected, found }: Extract<Coerced, { ok: false }>,
): Text {
  const shown = shorten(stringify(evaluation.json(found)));
  return text(
    `"${name}${path}" has to be ${expected}, but is ${shown}`,
    `“${name}${path}”应为 ${expected}，但为 ${shown}`,
  );
}

export const shorten = (shown: string): string => (shown.length > 100 ? `${shown.slice(0, 100)}…` : shown);
