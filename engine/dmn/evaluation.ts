import { describe, type Failure } from '../errors.ts';
import type { FeelExpression } from '../feel/compile.ts';
import { describeLimit, LimitExceeded } from '../feel/limits.ts';
import { Run } from '../feel/run.ts';
import { toJson } from '../feel/values/to-json.ts';
import type { Value } from '../feel/values/types.ts';
import type { DecisionTrace } from '../model/decision.ts';
import { type Text, text } from '../model/problem.ts';
import { Scope } from './scope.ts';

/** Entries a trace may have for tables inside decisions, which a loop may ask any number of times; decisions are always told. */
const MAX_NESTED = 200;

/** One asking of one decision: its budget, which is that of one FEEL expression, its instant, and what it has to tell. */
export class Evaluation {
  readonly run: Run;
  readonly trace: DecisionTrace[] = [];
  /** Why it cannot go on; kept here because a function called by an expression can only break that expression off. */
  stopped: DecisionStopped | null = null;

  constructor(now: number) {
    this.run = new Run(new Scope(), { now });
  }

  tell(entry: DecisionTrace, isDecision: boolean): void {
    if (isDecision || this.trace.length < MAX_NESTED) this.trace.push(entry);
  }

  json(value: Value): unknown {
    return toJson(value, this.run);
  }
}

/** Whom a result belongs to, for the trace and for failures: a decision, or the business knowledge model a table stands in. */
export interface Owner {
  readonly id: string | null;
  readonly name: string;
  readonly nameEn?: string;
}

/** Where a boxed expression is evaluated. `run` is the FEEL evaluation it is called from, or the root one. */
export interface Site {
  readonly evaluation: Evaluation;
  readonly scope: Scope;
  readonly run: Run;
}

/** A compiled boxed expression. It breaks off by `stop`. */
export type Boxed = (at: Site) => Value;

/** Unwinds an evaluation that cannot give a result; caught at the edge and turned into 'decision-failed'. */
export class DecisionStopped extends Error {
  readonly decision: Owner;
  readonly reason: Text;
  constructor(decision: Owner, reason: Text) {
    super(reason.en);
    this.name = 'DecisionStopped';
    this.decision = decision;
    this.reason = reason;
  }

  get failure(): Failure {
    const {
      decision: { name, nameEn },
      reason,
    } = this;
    const params = { decision: nameEn ?? name, ...(nameEn !== undefined && { decisionZh: name }) };
    return { code: 'decision-failed', params: { ...params, reason: reason.en, reasonZh: reason.zh } };
  }
}

export function stop(evaluation: Evaluation, owner: Owner, reason: Text): never {
  evaluation.stopped ??= new DecisionStopped(owner, reason);
  throw evaluation.stopped;
}

/** The value of an expression at a site; `input` is what `?` stands for. What the expression cannot do stops the decision. */
export function evaluateFeel(at: Site, owner: Owner, expression: FeelExpression, input?: { value: Value }): Value {
  const { scope, evaluation, run } = at;
  const seen = input ? new Scope(scope).set('?', input.value) : scope;
  const outcome = expression.evaluate(seen, { raw: true, within: run });
  if (outcome.ok) return outcome.value as Value;
  if (evaluation.stopped) throw evaluation.stopped;
  return stop(evaluation, owner, reasonOf(outcome.failure));
}

const reasonOf = (failure: Failure): Text => text(bare(describe(failure, 'en')), bare(describe(failure, 'zh')));

/** The failure becomes part of a sentence. */
const bare = (sentence: string): string => sentence.replace(/[.。]$/, '');

/** What stopped an evaluation, whoever noticed; a bug goes on being thrown. */
export function stoppedBy(error: unknown, owner: Owner): DecisionStopped {
  if (error instanceof DecisionStopped) return error;
  if (error instanceof LimitExceeded) return beyond(owner, describeLimit(error.limit, error.allowed));
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return beyond(owner, { limit: 'its levels of nesting', limitZh: '允许的嵌套层数' });
  throw error;
}

const beyond = (owner: Owner, { limit, limitZh }: { limit: string; limitZh: string }): DecisionStopped =>
  new DecisionStopped(owner, text(`it used more than ${limit}`, `超出了 ${limitZh}`));
