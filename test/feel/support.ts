import {
  compileExpression,
  compileUnaryTests,
  type EvaluateOptions,
  type FeelExpression,
  type FeelOutcome,
  scopeOf,
} from '../../engine/feel/compile.ts';

/** Compiles an expression that must be valid. */
export function compiled(source: string, names: readonly string[] = []): FeelExpression {
  const result = compileExpression(source, { names });
  if (!result.ok) throw new Error(`${source}: ${String(result.failure.params.reason)}`);
  return result.value;
}

export type Variables = Readonly<Record<string, unknown>>;

export function outcomeOf(source: string, variables: Variables = {}, options?: EvaluateOptions): FeelOutcome {
  return compiled(source, Object.keys(variables)).evaluate(scopeOf(variables), options);
}

/** The value of an expression that must have one. */
export function resultOf(source: string, variables: Variables = {}, options?: EvaluateOptions): unknown {
  const outcome = outcomeOf(source, variables, options);
  if (!outcome.ok) throw new Error(`${source}: ${outcome.failure.code} ${JSON.stringify(outcome.failure.params)}`);
  return outcome.value;
}

/** The code and the limit of an evaluation that must have run into one. The machine may be slow: time is no limit unless the test sets one. */
export function limitOf(source: string, variables: Variables = {}, options: EvaluateOptions = {}): string {
  const outcome = outcomeOf(source, variables, { ...options, limits: { milliseconds: 600_000, ...options.limits } });
  if (outcome.ok) throw new Error(`${source} gave ${JSON.stringify(outcome.value)}`);
  return `${outcome.failure.code} ${String(outcome.failure.params.limit)}`;
}

export function warningsOf(source: string, variables: Variables = {}): readonly string[] {
  const outcome = outcomeOf(source, variables);
  return outcome.ok ? outcome.warnings : [];
}

/** Whether an input value passes unary tests that must be valid. */
export function passes(tests: string, input: unknown, variables: Variables = {}): unknown {
  const result = compileUnaryTests(tests, { names: Object.keys(variables) });
  if (!result.ok) throw new Error(`${tests}: ${String(result.failure.params.reason)}`);
  const outcome = result.value.evaluate(scopeOf({ ...variables, '?': input }));
  return outcome.ok ? outcome.value : outcome.failure.code;
}
