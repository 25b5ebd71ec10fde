/**
 * What one evaluation may use. Steps are counted, not measured, so the same expression with the same data ends the same
 * way on every machine and at every replay; the time budget is a second guard, set so wide that the steps run out
 * first.
 */
export interface FeelLimits {
  /** Units of work: one per evaluated node, and one per element or per 16 characters that a function walks over. */
  readonly steps: number;
  /** Wall clock in milliseconds, counted from the first look at the clock. */
  readonly milliseconds: number;
  /** Elements a range may be unrolled to. */
  readonly rangeSize: number;
  /** Elements of any list that is built. */
  readonly listLength: number;
  /** UTF-16 units of any text that is built. */
  readonly stringLength: number;
  /** Nested calls of functions, and nesting of values that are handed over or compared. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: FeelLimits = {
  steps: 1_000_000,
  milliseconds: 1_000,
  rangeSize: 100_000,
  listLength: 100_000,
  stringLength: 1_000_000,
  depth: 200,
};

/** Characters of an expression's source; longer texts are refused before they are parsed. */
export const MAX_SOURCE_LENGTH = 10_000;

/** Nesting of an expression's syntax. */
export const MAX_SYNTAX_DEPTH = 500;

export type LimitName = keyof FeelLimits;

/** The limits with the defaults for those that are not given: none is ever without a bound. */
export function limitsOf(given: Partial<FeelLimits> | undefined): FeelLimits {
  if (!given) return DEFAULT_LIMITS;
  const set = Object.entries(given).filter(([, allowed]) => allowed !== undefined && !Number.isNaN(allowed));
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(set) };
}

const LIMIT_WORDS: Readonly<Record<LimitName, { readonly en: string; readonly zh: string }>> = {
  steps: { en: 'steps of evaluation', zh: '步计算' },
  milliseconds: { en: 'milliseconds', zh: '毫秒' },
  rangeSize: { en: 'elements of a range', zh: '个区间元素' },
  listLength: { en: 'elements of a list', zh: '个列表元素' },
  stringLength: { en: 'characters of a text', zh: '个字符' },
  depth: { en: 'levels of nesting', zh: '层嵌套' },
};

/** The parameters of 'expression-limit' that say which limit it was, in both languages. */
export function describeLimit(name: LimitName, allowed: number): { limit: string; limitZh: string } {
  return { limit: `${allowed} ${LIMIT_WORDS[name].en}`, limitZh: `${allowed} ${LIMIT_WORDS[name].zh}` };
}

/** Unwinds an evaluation that has used up one of its limits; caught at the edge and turned into 'expression-limit'. */
export class LimitExceeded extends Error {
  readonly limit: LimitName;
  readonly allowed: number;
  constructor(limit: LimitName, allowed: number) {
    super(`${limit} > ${allowed}`);
    this.name = 'LimitExceeded';
    this.limit = limit;
    this.allowed = allowed;
  }
}

/** The clock the time budget is measured with: it can end an evaluation, it never decides a value. */
export const monotonicClock = (): number => performance.now();
