import { describe, type Failure } from '../errors.ts';
import { Analysis, type KnownNames, NOTHING_BOUND } from './analysis/analysis.ts';
import { type Finding, findingAt } from './analysis/finding.ts';
import { isBoolean, isNull, type StaticType, wordFor } from './analysis/static-type.ts';
import { inferOf } from './analysis/table.ts';
import { compileExpression, compileUnaryTests } from './compile.ts';
import { normalizeName } from './names.ts';
import { type Grammar, parse, type SyntaxNode } from './parse.ts';

export type { Finding } from './analysis/finding.ts';
export type { StaticType } from './analysis/static-type.ts';

export interface AnalyzeOptions {
  /** The variables that are known, with their types where these are known too. */
  readonly names?: ReadonlyMap<string, StaticType> | Iterable<string>;
  /**
   * What to say of other names: `similar` (a warning only where a known name is so near that it is probably meant), `report` where the names are
   * complete, as for a decision; `ignore` unless given.
   */
  readonly unknownNames?: KnownNames['unknown'];
  /** What the expression is used as; a condition must be able to be true. */
  readonly expects?: 'boolean' | 'number';
  readonly grammar?: Grammar;
}

/**
 * What an expression's text alone tells to be wrong, in the order of the text: syntax, functions that do not exist, calls that do not fit,
 * operators on types they are not defined for, conditions that are none, names that are not known. What may be right is not mentioned.
 */
export function analyzeExpression(source: string, options: AnalyzeOptions = {}): readonly Finding[] {
  const { grammar = 'Expression' } = options;
  const types = knownTypes(options.names);
  const names = [...types.keys()].filter((name) => !PLAIN.test(name));
  const compiled = (grammar === 'Expression' ? compileExpression : compileUnaryTests)(source, { names });
  if (!compiled.ok) return [invalid(source, compiled.failure)];
  const text = grammar === 'Expression' ? source.replace(/^(\s*)=/, '$1 ') : source;
  const parsed = parse(grammar, text, names);
  if (!parsed.ok) throw new Error(`Expected what compiles to be readable, but ${source} is not.`);
  const analysis = new Analysis(text, { types, unknown: options.unknownNames ?? 'ignore' }, inferOf);
  const type = analysis.infer(parsed.value, NOTHING_BOUND);
  checkResult(parsed.value, type, options.expects, analysis);
  return analysis.findings.sort((a, b) => a.from - b.from);
}

/** A single word: the grammar reads it without being told. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function knownTypes(names: AnalyzeOptions['names'] = []): ReadonlyMap<string, StaticType> {
  const entries: Iterable<readonly [string, StaticType]> =
    names instanceof Map ? names : [...(names as Iterable<string>)].map((name) => [name, 'unknown'] as const);
  return new Map([...entries].map(([name, type]) => [normalizeName(name), type]));
}

function invalid(source: string, failure: Failure): Finding {
  const from = typeof failure.params.position === 'number' ? failure.params.position : 0;
  const place = { from, text: source.slice(from) };
  const words = { en: describe(failure, 'en'), zh: describe(failure, 'zh') };
  return findingAt(source, place, { code: 'expression-invalid', severity: 'error', ...words });
}

function checkResult(root: SyntaxNode, type: StaticType, expects: AnalyzeOptions['expects'], analysis: Analysis): void {
  if (expects === undefined || type === 'unknown' || type === expects) return;
  if (expects === 'boolean' && (isBoolean(type) || isNull(type))) {
    neverTrue(root, analysis);
    return;
  }
  const code = expects === 'boolean' ? 'condition-type' : 'result-type';
  analysis.error(root, code, {
    en: `Expected ${wordFor(expects, 'en')}, but it is ${wordFor(type, 'en')}`,
    zh: `应为${wordFor(expects, 'zh')}，但为${wordFor(type, 'zh')}`,
  });
}

/** A condition that is written as false is meant so; one whose types do not fit is not. */
function neverTrue(root: SyntaxNode, analysis: Analysis): void {
  if (/^\W*false\W*$/.test(root.text)) return;
  analysis.error(root, 'condition-never-true', {
    en: 'Expected a condition that can be true, but with these types it never is',
    zh: '条件应可能为真，但按其类型永不为真',
  });
}
