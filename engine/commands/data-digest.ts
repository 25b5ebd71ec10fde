/** A digest that differs where the data of a step differ: to see whether anything has changed since a decision. */
import { visibleVariables } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import { sha256 } from '../documents/sha256.ts';
import { stringify } from '../exact-json.ts';
import { isNumber } from '../exact-number.ts';
import { type RightAt, rightsBy } from '../forms/narrow.ts';
import type { ProcessGraph } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';

/** What decisions themselves write is not what was decided on. */
const OWN: ReadonlySet<string> = new Set(['outcome', 'outcomes']);

/** `scope`: the scope instance whose steps decide. */
export function dataDigest(state: InstanceState, scope: string): string {
  const data = Object.entries(visibleVariables(state, scope)).filter(([name]) => !OWN.has(name));
  return sha256(canonical(Object.fromEntries(data)));
}

export interface Seeing {
  readonly scope: string;
  readonly place: Pick<Place, 'node' | 'definition'>;
}

/**
 * B4: the digest of what somebody may read at a step alone: of the fields of its form, else of all data; without what is hidden there. Whatever
 * changes elsewhere was never what was decided on.
 */
function seenDigest(
  state: InstanceState,
  { scope, place: { node, definition } }: Seeing,
  { forms }: Pick<DecideContext, 'forms'>,
): string {
  const key = node.user?.form ?? null;
  const form = key === null ? undefined : forms.find(key, definition.deploymentId);
  const right = rightsBy(node.fieldRules ?? []);
  const data = Object.entries(visibleVariables(state, scope)).filter(
    ([name]) => !OWN.has(name) && (form === undefined || form.has(name)),
  );
  return sha256(canonical(shownOf(Object.fromEntries(data), right)));
}

function shownOf(value: unknown, right: RightAt, path = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shownOf(item, right, path));
  if (typeof value !== 'object' || value === null || isNumber(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const at = path === '' ? name : `${path}.${name}`;
    return right(at) === 'hidden' ? [] : [[name, shownOf(inner, right, at)]];
  });
  return Object.fromEntries(entries);
}

/** Both digests of a decision, as its entry keeps them. */
export function digestsOf(
  state: InstanceState,
  seeing: Seeing,
  context: Pick<DecideContext, 'forms'>,
): Pick<TrailEntry, 'data' | 'seen'> & { readonly data: string } {
  const data = dataDigest(state, seeing.scope);
  const asks = seeing.place.node.user?.assignment.finding?.repeat === 'same-step';
  return asks ? { data, seen: seenDigest(state, seeing, context) } : { data };
}

/** The same text for the same value, whatever the order of its entries. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null || isNumber(value)) return stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, entry]) => `${stringify(name)}:${canonical(entry)}`).join(',')}}`;
}

const known = new WeakMap<ProcessGraph, boolean>();

/** Whether any step of the process asks whether data have changed since a decision (F8). */
export function asksForData(graph: ProcessGraph): boolean {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const asks = graph.nodes.some(({ user }) => (user?.assignment.finding?.repeat ?? 'never') !== 'never');
  known.set(graph, asks);
  return asks;
}
