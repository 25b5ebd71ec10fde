/**
 * Whether every case of a process can come to its end: decided before it is deployed, by looking at all states a case can be in as far as the
 * drawing says. Conditions are free, except where their text is literally true or false.
 */
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { Budget } from './budget.ts';
import { deadNodes } from './reached.ts';
import { type Run, runTo } from './run.ts';
import { findIn, type ScopeFindings } from './scope.ts';
import { stuckAt } from './stuck-at.ts';

export type FindingKind =
  /** A token waits at a join that can never fire. */
  | 'deadlock'
  /** Something can always happen, but never an end. */
  | 'no-end'
  /** Tokens pile up without bound. */
  | 'unbounded'
  /** No run comes to the element. */
  | 'dead';

export interface Finding extends Run {
  readonly kind: FindingKind;
  /** Where it shows. */
  readonly elementId: string;
  /** All elements it is about. */
  readonly elementIds: readonly string[];
}

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
  const findings = all.flatMap((found) => findingsOf(graph, known, found));
  const isCut = all.some(({ space }) => space.cut);
  const isKnown = !isCut && all.every(({ space }) => space.grown === null);
  if (isKnown) findings.push(...deadOf(graph, known));
  const verdict = findings.length > 0 ? 'unsound' : isCut ? 'undecided' : 'sound';
  return { verdict, findings, states: budget.spent, limit: budget.limit };
}

const isScope = ({ type, children, adHoc }: FlowNode): boolean =>
  type === 'process' || children.length > 0 || adHoc !== null;

type Known = ReadonlyMap<number, ScopeFindings>;

function findingsOf(graph: ProcessGraph, known: Known, { scope, space, stuck, endless }: ScopeFindings): Finding[] {
  const at = (kind: FindingKind, state: number): Finding => {
    const arc = space.states[state]?.arcs[0];
    if (!arc) throw new Error(`Expected a way to state ${state}, but there is none.`);
    const elementIds = stuckAt(space, state);
    return {
      kind,
      elementId: elementIds[0] ?? graph.nodes[scope]?.id ?? '',
      elementIds,
      ...runTo(graph, known, scope, arc),
    };
  };
  const deadlocks = new Map<string, Finding>();
  for (const state of stuck) {
    const found = at('deadlock', state);
    if (!deadlocks.has(found.elementId)) deadlocks.set(found.elementId, found);
    if (deadlocks.size === MAX_DEADLOCKS) break;
  }
  return [
    ...deadlocks.values(),
    ...endless.slice(0, 1).map((state) => untilItTurns(at('no-end', state))),
    ...(space.grown === null ? [] : [at('unbounded', space.grown)]),
  ];
}

const MAX_DEADLOCKS = 5;

/** A circle without waiting is shown once: the last step stops where it comes to an element again. */
function untilItTurns(finding: Finding): Finding {
  const last = finding.steps.at(-1);
  if (!last) return finding;
  const again = last.passed.findIndex(
    ({ elementId }, at) => last.passed.findIndex((each) => each.elementId === elementId) < at,
  );
  if (again < 0) return finding;
  return { ...finding, steps: [...finding.steps.slice(0, -1), { ...last, passed: last.passed.slice(0, again + 1) }] };
}

/** One finding for all of one scope. */
function deadOf(graph: ProcessGraph, known: Known): Finding[] {
  const byScope = new Map<number, FlowNode[]>();
  for (const node of deadNodes(graph, known)) byScope.set(node.parent, [...(byScope.get(node.parent) ?? []), node]);
  return [...byScope.values()].map((nodes) => ({
    kind: 'dead',
    elementId: nodes[0]?.id ?? '',
    elementIds: nodes.map(({ id }) => id),
    steps: [],
    dependsOnData: false,
  }));
}
