/**
 * Whether every case of a process can come to its end: decided before it is deployed, by looking at all states a case can be in as far as the
 * drawing says. Conditions are free, except where their text is literally true or false.
 */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { Budget } from './budget.ts';
import type { Finding } from './finding.ts';
import { deadOf, findingsOf } from './findings.ts';
import { findIn, type ScopeFindings } from './scope.ts';
import { Ways } from './ways.ts';

export interface Soundness {
  readonly verdict: 'sound' | 'unsound' | 'undecided';
  readonly findings: readonly Finding[];
  /** How many states were looked at, and how many at most. */
  readonly states: number;
  readonly limit: number;
}

/** Enough for models of hundreds of elements; a second of work at most. */
const DEFAULT_STATES = 20_000;

export function checkSoundness(graph: ProcessGraph, { states = DEFAULT_STATES } = {}): Soundness {
  const budget = new Budget(states);
  const known = new Map<number, ScopeFindings>();
  for (const node of [...graph.nodes].reverse()) {
    if (isScope(node)) known.set(node.index, findIn(graph, node, known, budget));
  }
  const all = [...known.values()].reverse();
  const ways = new Ways(graph, known, new Budget(Math.ceil(states * TO_SHOW)));
  const findings = all.flatMap((found) => findingsOf(ways, found));
  const isCut = all.some(({ space }) => space.cut);
  const isKnown = !isCut && all.every(({ space }) => space.grown === null);
  if (isKnown) findings.push(...deadOf(graph, known));
  const isUnsound = findings.some(({ kind }) => kind !== 'never-undone');
  const verdict = isUnsound ? 'unsound' : isCut ? 'undecided' : 'sound';
  return { verdict, findings, states: budget.spent, limit: budget.limit };
}

/** How much of the bound may be used once more to find the shortest runs. */
const TO_SHOW = 0.25;

const isScope = ({ type, children, adHoc }: FlowNode): boolean =>
  type === 'process' || children.length > 0 || adHoc !== null;
