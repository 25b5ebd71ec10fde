/** A deployed decision (DMN) as the core and the API see it: something with a key that is asked and answers. */
import type { Failure } from '../errors.ts';
import { type FeelScope, scopeOf } from '../feel/compile.ts';

/** A rule that counted, with what it gave. Numbers are from 1, in the order of the table. */
interface FiredRule {
  readonly id: string | null;
  readonly number: number;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * How one decision, or one decision table inside it, came to its result. All values are plain JSON. `hitPolicy` is null and `rules` is
 * empty where it is not a table.
 */
export interface DecisionTrace {
  readonly id: string | null;
  readonly name: string;
  /** In English, for people; absent where the file does not say. */
  readonly nameEn?: string;
  /** As DMN writes it, `COLLECT SUM` with the aggregator. */
  readonly hitPolicy: string | null;
  readonly inputs: readonly { readonly name: string; readonly nameEn?: string; readonly value: unknown }[];
  readonly rules: readonly FiredRule[];
  readonly result: unknown;
}

/** `trace` is in the order of evaluation: what is required first, the decision that was asked last. */
export type DecisionOutcome =
  | { readonly ok: true; readonly result: unknown; readonly trace: readonly DecisionTrace[] }
  | { readonly ok: false; readonly failure: Failure };

/** What one decision or decision service of a file is compiled into. Pure: the same variables and instant give the same outcome. */
export interface DecisionGraph {
  readonly key: string;
  readonly name: string;
  /** In English, for people; absent where the file does not say. */
  readonly nameEn?: string;
  readonly versionTag: string | null;
  /** `now`: epoch ms, for `now()` and `today()`. Fails with 'decision-failed'. */
  evaluate(variables: FeelScope, now: number): DecisionOutcome;
}

/** A deployed decision: a graph with its place in the world. */
export interface DecisionDefinition {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly graph: DecisionGraph;
}

/** Asks a decision with plain variables, for those who have no scope. */
export const askWith = (
  { graph }: DecisionDefinition,
  variables: Readonly<Record<string, unknown>>,
  now: number,
): DecisionOutcome => graph.evaluate(scopeOf(variables), now);
