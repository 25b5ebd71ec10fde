import { type Failure, fail, ok, type Result } from '../errors.ts';
import { type CompiledNode, CompileError, Compiler } from './compile/compiler.ts';
import { LexicalScope } from './compile/lexical-scope.ts';
import { familyOf } from './compile/table.ts';
import { DEFAULT_LIMITS, describeLimit, LimitExceeded } from './limits.ts';
import { normalizeName } from './names.ts';
import { type Grammar, parse } from './parse.ts';
import { type EvaluateOptions, Run } from './run.ts';
import type { FeelScope } from './scope.ts';
import { toJson } from './values/to-json.ts';

export type { FeelLimits } from './limits.ts';
export type { EvaluateOptions } from './run.ts';
export { type FeelScope, scopeOf, withInput } from './scope.ts';

/** What evaluating gave: a value with what was odd on the way, or why there is none. Nothing is ever thrown. */
export type FeelOutcome =
  | { readonly ok: true; readonly value: unknown; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly failure: Failure };

/**
 * A FEEL expression (DMN 1.3 chapter 10), compiled once and evaluated as often as needed. It is pure: the variables
 * come from the scope, the instant from the options, and nothing of the host can be reached.
 */
export interface FeelExpression {
  readonly source: string;
  /**
   * The variables the expression may read. Inside a filter a name may belong to the element, and is listed all the
   * same.
   */
  readonly reads: ReadonlySet<string>;
  /**
   * The value as plain JSON (temporal values as ISO 8601 texts), unless `raw` is asked for. Using up a limit gives
   * 'expression-limit'; whatever FEEL has no value for is null, with a warning.
   */
  evaluate(scope: FeelScope, options?: EvaluateOptions): FeelOutcome;
}

export interface CompileOptions {
  /**
   * Variables known to exist. They are only needed where the text alone is ambiguous: names with symbols (`a-b`), names
   * that hide a built-in function, and variables that are called as functions. `a.b-c` declares an entry `b-c` of `a`.
   */
  readonly names?: Iterable<string>;
}

/** Compiles an expression; a leading `=` is allowed. Gives 'expression-invalid' with the position of the error. */
export function compileExpression(source: string, options: CompileOptions = {}): Result<FeelExpression> {
  return compileAs('Expression', source, options);
}

/**
 * Compiles unary tests (DMN 1.3 §7.3.3: `> 5`, `"a", "b"`, `not(1)`, `-`); they evaluate to whether the input value,
 * the variable `?` of the scope, passes. Gives 'expression-invalid' with the position of the error.
 */
export function compileUnaryTests(source: string, options: CompileOptions = {}): Result<FeelExpression> {
  return compileAs('UnaryTests', source, options);
}

function compileAs(grammar: Grammar, source: string, options: CompileOptions): Result<FeelExpression> {
  const names = [...(options.names ?? [])];
  const text = grammar === 'Expression' ? source.replace(/^(\s*)=/, '$1 ') : source;
  const parsed = parse(grammar, text, names);
  if (!parsed.ok) return parsed;
  const known = new Map(names.map((name) => [normalizeName(name), name]));
  const compiler = new Compiler(text, known, familyOf);
  try {
    const root = compiler.compile(parsed.value, LexicalScope.root());
    return ok(new ClosureExpression(source, compiler.reads, root));
  } catch (error) {
    if (error instanceof CompileError) return fail('expression-invalid', { expression: source, ...error.params });
    throw error;
  }
}

class ClosureExpression implements FeelExpression {
  readonly source: string;
  readonly reads: ReadonlySet<string>;
  private readonly root: CompiledNode;

  constructor(source: string, reads: ReadonlySet<string>, root: CompiledNode) {
    this.source = source;
    this.reads = reads;
    this.root = root;
  }

  evaluate(scope: FeelScope, options: EvaluateOptions = {}): FeelOutcome {
    try {
      const run = new Run(scope, options);
      const value = this.root.evaluate({ run, parent: null, values: [] });
      return { ok: true, value: options.raw ? value : toJson(value, run), warnings: run.warnings };
    } catch (error) {
      return { ok: false, failure: failureOf(error, this.source) };
    }
  }
}

/** Whatever stopped the evaluation, as a value: also what a scope or a foreign object in it has thrown. */
function failureOf(error: unknown, expression: string): Failure {
  if (error instanceof LimitExceeded) {
    return { code: 'expression-limit', params: { expression, ...describeLimit(error.limit, error.allowed) } };
  }
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return { code: 'expression-limit', params: { expression, ...describeLimit('depth', DEFAULT_LIMITS.depth) } };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'expression-failed', params: { expression, reason } };
}
