/**
 * What follows from the records of one clock by a calendar: when it ran and when it stood still, for what reason, and when it is due. Nothing is
 * kept between two questions, so that the same records give the same answer, whoever asks and however late.
 */
import type { Calendar } from './calendar/calendar.ts';
import { officeTimeBetween } from './calendar/office-time.ts';
import { type Deadline, deadlineOf, LIMIT_UNITS, type Limit, type LimitUnit, type Pause } from './limit.ts';
import { OWN_TIME } from './reasons.ts';

/** As the records of a case say it; see `core/clock-record.ts`. */
export interface LedgerRecord {
  readonly effect: 'start' | 'pause' | 'resume' | 'extend' | 'stop';
  /** Epoch ms. */
  readonly at: number;
  readonly amount?: { readonly n: number; readonly unit: string };
  readonly reason: string;
  readonly basis?: string;
  readonly document?: string;
  readonly approver?: string;
  readonly by: string | null;
  readonly verb?: string;
}

export interface LedgerRules {
  readonly limit: Limit;
  /** Reasons that may stop it; null where the rule names none. */
  readonly pausableBy: readonly string[] | null;
  /** A limit of the law or a promise: it stands still only on a legal basis, and once the notice exists. */
  readonly isLegal: boolean;
}

export interface LedgerInterval {
  readonly from: number;
  /** Of the last one of a clock that goes on, the instant that was asked for. */
  readonly to: number;
  readonly kind: 'run' | 'pause' | 'extend';
  /** False: somebody asked for it, and the rule did not admit it. It has no length then. */
  readonly counts: boolean;
  readonly reason: string;
  readonly basis?: string;
  readonly document?: string;
  readonly approver?: string;
  readonly by: string | null;
  /** Working days in it, the day it began not counted; of an extension what was given. */
  readonly workingDays: number;
}

export interface Ledger {
  readonly state: 'running' | 'paused' | 'stopped';
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  /** Intervals that follow one another from the start to the end, and between them what took no time. */
  readonly intervals: readonly LedgerInterval[];
  /** The limit with what extensions that count have added. */
  readonly limit: Limit;
  /** While it stands still: as if it went on when it stopped. */
  readonly due: Deadline;
  /** That have ended, in order, none overlapping. */
  readonly pauses: readonly Pause[];
  /** Why it stands still; undefined while it does not. */
  readonly paused: LedgerRecord | undefined;
  /** Elapsed, ms. */
  readonly gross: number;
  /** Counted: office time in ms, and working days. */
  readonly net: { readonly officeTime: number; readonly workingDays: number };
}

/** The ledger at an instant of records that begin with a start; later ones are left out. Throws a RangeError beyond the years a calendar covers. */
export function ledgerOf(
  records: readonly LedgerRecord[],
  rules: LedgerRules,
  calendar: Calendar,
  now: number,
): Ledger {
  const [start, ...others] = [...records].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  if (start?.effect !== 'start')
    throw new Error('Expected the records of a clock to begin with its start, but they do not.');
  const walk = new Walk(start, rules, calendar);
  for (const record of others) walk.take(record);
  return walk.end(now);
}

class Walk {
  private readonly start: LedgerRecord;
  private readonly rules: LedgerRules;
  private readonly calendar: Calendar;
  private readonly intervals: LedgerInterval[] = [];
  private readonly pauses: Pause[] = [];
  /** Pauses that have not ended, by reason. While there is one it stands still, so overlapping ones are one. */
  private readonly open = new Map<string, LedgerRecord>();
  private added = 0;
  /** Granted in another unit than that of the limit: counted from its last day on. */
  private readonly extras: { readonly n: number; readonly unit: LimitUnit }[] = [];
  private since: number;
  private pausedAt = 0;
  private stopped: LedgerRecord | undefined;

  constructor(start: LedgerRecord, rules: LedgerRules, calendar: Calendar) {
    this.start = start;
    this.since = start.at;
    this.rules = rules;
    this.calendar = calendar;
  }

  take(record: LedgerRecord): void {
    if (this.stopped) return;
    if (record.effect === 'pause') this.pause(record);
    else if (record.effect === 'resume') this.resume(record);
    else if (record.effect === 'extend') this.extend(record);
    else if (record.effect === 'stop') {
      this.closeInterval(record.at);
      this.stopped = record;
      if (this.open.size > 0) this.pauses.push({ from: this.pausedAt, to: record.at });
    }
  }

  end(now: number): Ledger {
    if (!this.stopped) this.closeInterval(now);
    const state = this.stopped ? 'stopped' : this.open.size > 0 ? 'paused' : 'running';
    const until = this.stopped?.at ?? now;
    const { calendar, start } = this;
    const counted = this.intervals.filter(({ kind }) => kind === 'run');
    return {
      state,
      startedAt: start.at,
      stoppedAt: this.stopped?.at ?? null,
      intervals: this.intervals,
      limit: this.limit(),
      due: this.due(),
      pauses: this.pauses,
      paused: state === 'paused' ? [...this.open.values()].at(-1) : undefined,
      gross: until - start.at,
      net: {
        officeTime: counted.reduce((sum, { from, to }) => sum + officeTimeBetween(calendar, from, to), 0),
        workingDays: counted.reduce((sum, { workingDays }) => sum + workingDays, 0),
      },
    };
  }

  private pause(record: LedgerRecord): void {
    const { pausableBy, isLegal } = this.rules;
    const isAdmitted = pausableBy === null || pausableBy.includes(record.reason);
    // A suspension is an act of its own; whatever else stands still has to be told to the applicant.
    const isTold = record.document !== undefined || record.verb === 'suspend';
    // A promise says itself that the applicant's own time is none of it.
    const isPromised = record.verb === OWN_TIME.verb;
    const isFounded = !isLegal || isPromised || (record.basis !== undefined && isTold);
    if (!isAdmitted || !isFounded) {
      this.note(record, 'pause', false);
      return;
    }
    this.closeInterval(record.at);
    if (this.open.size === 0) this.pausedAt = record.at;
    this.open.set(record.reason, record);
  }

  private resume(record: LedgerRecord): void {
    const ends = this.open.has(record.reason) ? record.reason : [...this.open.keys()].at(-1);
    if (ends === undefined) return;
    this.closeInterval(record.at);
    this.open.delete(ends);
    if (this.open.size === 0) this.pauses.push({ from: this.pausedAt, to: record.at });
  }

  /** Once the limit is over there is nothing to extend: a late extension leaves the case overdue. */
  private extend(record: LedgerRecord): void {
    const { amount } = record;
    const isPaused = this.open.size > 0;
    const unit = LIMIT_UNITS.find((one) => one === amount?.unit);
    const counts = amount !== undefined && unit !== undefined && (isPaused || record.at <= this.due().at);
    if (counts && unit === this.rules.limit.unit) this.added += amount.n;
    else if (counts) this.extras.push({ n: amount.n, unit });
    this.note(record, 'extend', counts);
  }

  private limit(): Limit {
    return { ...this.rules.limit, n: this.rules.limit.n + this.added };
  }

  private due(): Deadline {
    const due = deadlineOf(this.limit(), this.start.at, this.calendar, this.pauses);
    return this.extras.reduce((before, extra) => {
      const after = deadlineOf({ ...this.rules.limit, ...extra }, before.at - 1, this.calendar);
      return { at: after.at, provisional: before.provisional || after.provisional };
    }, due);
  }

  private note(record: LedgerRecord, kind: 'pause' | 'extend', counts: boolean): void {
    this.closeInterval(record.at);
    const workingDays = kind === 'extend' && record.amount?.unit === 'workingDay' ? record.amount.n : 0;
    this.intervals.push({ ...said(record), from: record.at, to: record.at, kind, counts, workingDays });
  }

  /** Up to an instant it went on as it was. */
  private closeInterval(to: number): void {
    const { since: from, calendar } = this;
    if (to <= from) return;
    const cause = [...this.open.values()].at(-1);
    this.intervals.push({
      ...said(cause ?? this.start),
      from,
      to,
      kind: cause ? 'pause' : 'run',
      counts: true,
      workingDays: calendar.workingDaysBetween(calendar.dayOf(from), calendar.dayOf(to)),
    });
    this.since = to;
  }
}

function said({ reason, basis, document, approver, by }: LedgerRecord) {
  return {
    reason,
    by,
    ...(basis !== undefined && { basis }),
    ...(document !== undefined && { document }),
    ...(approver !== undefined && { approver }),
  };
}
