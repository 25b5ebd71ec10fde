/** A digest that differs where the data of a step differ: to see whether anything has changed since a decision. */
import { visibleVariables } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { sha256 } from '../documents/sha256.ts';
import { stringify } from '../exact-json.ts';
import { isNumber } from '../exact-number.ts';
import type { ProcessGraph } from '../model/graph.ts';

/** What decisions themselves write is not what was decided on. */
const OWN: ReadonlySet<string> = new Set(['outcome', 'outcomes']);

/** `scope`: the scope instance whose steps decide. */
export function dataDigest(state: InstanceState, scope: string): string {
  const data = Object.entries(visibleVariables(state, scope)).filter(([name]) => !OWN.has(name));
  return sha256(canonical(Object.fromEntries(data)));
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
