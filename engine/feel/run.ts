import { type FeelLimits, LimitExceeded, type LimitName, limitsOf, monotonicClock } from './limits.ts';
import type { FeelScope } from './scope.ts';
import type { WarningCode } from './warnings.ts';

/** Working days of the calendar that counts, by dates such as 2026-03-01; undefined beyond its years. */
export interface WorkingDays {
  /** The n-th working day after a date (before it where n is negative); for 0 the date itself. */
  after(from: string, days: number): string | undefined;
  /** Working days after one date, up to and including another; negative where that lies before. */
  between(from: string, to: string): number | undefined;
}

export interface EvaluateOptions {
  /** The instant that `now()` and `today()` give, in milliseconds since the epoch; without it both give null. */
  readonly now?: number;
  /** IANA zone or offset in which `now()` and `today()` are read. */
  readonly zone?: string;
  /** What `add working days` and `working day count` count by; without it both give null. */
  readonly workingDays?: WorkingDays;
  readonly limits?: Partial<FeelLimits>;
  /** The monotonic clock, in milliseconds, that `limits.milliseconds` is watched with; by default the host's. */
  readonly clock?: () => number;
  /** Leave temporal values, ranges and functions as they are instead of turning the result into plain JSON. */
  readonly raw?: boolean;
  /** The evaluation this one is a part of: it uses the budget, the nesting and the instant of that one. */
  readonly within?: Run;
}

const MAX_WARNINGS = 50;
const MAX_DETAIL = 200;
const CLOCK_INTERVAL = 1024;

/** One evaluation: its variables, its instant, what it has used so far and what it has to say. */
export class Run {
  readonly scope: FeelScope;
  readonly limits: FeelLimits;
  readonly now: number | undefined;
  readonly zone: string;
  readonly workingDays: WorkingDays | undefined;
  readonly warnings: string[] = [];
  depth = 0;
  private steps = 0;
  private muted = 0;
  private nextLook = CLOCK_INTERVAL;
  private deadline: number | undefined;
  private readonly clock: () => number;
  private readonly outer: Run | undefined;

  constructor(scope: FeelScope, options: EvaluateOptions) {
    const { within } = options;
    this.scope = scope;
    this.outer = within;
    this.depth = within?.depth ?? 0;
    this.limits = within?.limits ?? limitsOf(options.limits);
    this.now = within ? within.now : options.now;
    this.zone = within?.zone ?? options.zone ?? 'Asia/Shanghai';
    this.workingDays = within ? within.workingDays : options.workingDays;
    this.clock = options.clock ?? monotonicClock;
  }

  /** Pays for work before it is done; throws `LimitExceeded` when the budget is used up. */
  charge(steps: number): void {
    if (this.outer) {
      this.outer.charge(steps);
      return;
    }
    this.steps += steps;
    if (this.steps > this.limits.steps) throw new LimitExceeded('steps', this.limits.steps);
    if (this.steps >= this.nextLook) this.lookAtClock();
  }

  /** Guards the size of something about to be built. */
  ensure(limit: LimitName, size: number): void {
    if (size > this.limits[limit]) throw new LimitExceeded(limit, this.limits[limit]);
  }

  /** Pays for a list of the given length that is about to be built. */
  chargeList(length: number): void {
    this.ensure('listLength', length);
    this.charge(length);
  }

  /** Pays for a text of the given length that is about to be built or walked over. */
  chargeText(length: number): void {
    this.ensure('stringLength', length);
    this.charge(length >> 4);
  }

  warn(code: WarningCode, detail: string): void {
    if (this.muted === 0 && this.warnings.length < MAX_WARNINGS)
      this.warnings.push(`${code}: ${detail.slice(0, MAX_DETAIL)}`);
  }

  /** Evaluates something tentatively: what it finds fault with is not reported. */
  quietly<T>(work: () => T): T {
    this.muted++;
    try {
      return work();
    } finally {
      this.muted--;
    }
  }

  /** Runs `work` one level deeper; throws `LimitExceeded` beyond the allowed depth. */
  deeper<T>(work: () => T): T {
    this.ensure('depth', ++this.depth);
    try {
      return work();
    } finally {
      this.depth--;
    }
  }

  /** The clock is only read every so many steps: most evaluations end before the first look. */
  private lookAtClock(): void {
    this.nextLook = this.steps + CLOCK_INTERVAL;
    const time = this.clock();
    this.deadline ??= time + this.limits.milliseconds;
    if (time > this.deadline) throw new LimitExceeded('milliseconds', this.limits.milliseconds);
  }
}
