/**
 * What task lists show of the data of a case: the variables of the case that its process declares with `tb:inboxVariables`. All tasks of the
 * case carry the same, those of called processes and of loop items too, so that a list means one thing by a name.
 */
import { ownDefinitionId, rootVariables } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { ExactNumber } from '../exact-number.ts';
import type { Definitions } from '../model/graph.ts';
import { type Masks, NO_MASKS } from '../model/masks.ts';
import { shieldOf } from '../rights/shield.ts';

export type InboxVariables = Readonly<Record<string, unknown>>;

/** Longer texts are cut: a list is no place to read them. */
const LONGEST = 200;

/**
 * Reads them when it is first asked to: most changes have no row that tells them. By name; null where the process declares none. What has no value, or
 * one that is neither text nor number nor boolean, is left out.
 */
export function readInboxVariables(state: InstanceState, definitions: Definitions): () => InboxVariables | null {
  const declared = definitions.byId(ownDefinitionId(state)).graph.inboxVariables;
  if (declared.length === 0) return () => null;
  let shown: InboxVariables | undefined;
  return () => {
    shown ??= shownOf(rootVariables(state), declared, masksOf(state, definitions));
    return shown;
  };
}

function shownOf(variables: Variables, declared: readonly string[], masks: Masks): InboxVariables {
  const there = declared.filter((name) => Object.hasOwn(variables, name));
  const masked = maskedOf(Object.fromEntries(there.map((name) => [name, variables[name]])), masks);
  const shown: Record<string, unknown> = {};
  for (const name of there) {
    const value = listed(masked[name]);
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

/** Lists keep masked values and nothing else of personal data: what is not there cannot be found, filtered or shown. */
const maskedOf = (variables: Variables, masks: Masks): Variables =>
  masks.size === 0 ? variables : shieldOf(masks, []).variables(variables);

/** Of the process of the case and those that it has called. */
export function masksOf({ definitions: ids }: Pick<InstanceState, 'definitions'>, definitions: Definitions): Masks {
  const all = ids.flatMap((id) => [...(definitions.masksOf?.(id) ?? NO_MASKS)]);
  return all.length === 0 ? NO_MASKS : new Map(all);
}

function listed(value: unknown): unknown {
  if (typeof value === 'string') return cut(value);
  return typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber ? value : undefined;
}

/** Never through the middle of a character. */
function cut(text: string): string {
  return text.length <= LONGEST ? text : text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');
}

/** Whether the lists have to be told. */
export function differ(one: InboxVariables | null, other: InboxVariables | null): boolean {
  if (one === null || other === null) return one !== other;
  const names = Object.keys(one);
  return names.length !== Object.keys(other).length || names.some((name) => !isSame(one[name], other[name]));
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (one instanceof ExactNumber && other instanceof ExactNumber && String(one) === String(other));
