/**
 * What has happened to the clocks of a case, as it was recorded when it happened. Nothing here is computed: gross and net time, due times and
 * lamps follow from these records and a calendar, so a published holiday changes what is due and never what was done.
 */

import type { ClockCode } from '../sla/clock-code.ts';
import type { Lamp, Warning } from '../sla/lamp.ts';
import type { Limit } from '../sla/limit.ts';

export { CLOCK_CODES, type ClockCode } from '../sla/clock-code.ts';

/** `stop` is final; what starts again afterwards is another clock of the same code. */
export type ClockEffect = 'start' | 'pause' | 'resume' | 'extend' | 'stop';

/** The limit of a clock as the model said it when the clock started: a later version changes no clock that runs. */
export interface ClockLimit extends Limit {
  /** Reasons that may stop it; null where the model names none. */
  readonly pausableBy: readonly string[] | null;
  readonly warning: Warning;
  /** How much an extension may add, and how often. */
  readonly extension: { readonly n: number; readonly times: number } | null;
}

export interface ClockRecord {
  readonly clock: ClockCode;
  readonly effect: ClockEffect;
  /** When it took effect, epoch ms: usually the instant of the command, never later. */
  readonly at: number;
  /** Step clocks: the element instance of the visit. Clocks of a stage or special procedure: its element instance. Null: the whole case. */
  readonly element: string | null;
  /** `start` and `extend`: how long, in the words of the rule ("20", "workingDay"). */
  readonly amount?: { readonly n: number; readonly unit: string };
  /** `start`: the whole limit; without it the clock only measures. */
  readonly limit?: ClockLimit;
  /** `start`: whose calendar counts; null where no department is bound. */
  readonly department?: string | null;
  /** `start` of a step: which node it is a visit of, and in which scope instance, to find the visits before it. */
  readonly visitOf?: { readonly scope: string; readonly def: number; readonly node: number };
  /** `start` of a step: the id of the run of a visit that came to nothing, whose time counts as this one's. */
  readonly charged?: string;
  /** `start` after a reopening: the id of the run that ended with the case. */
  readonly follows?: string;
  /** A code of the closed list of reasons. */
  readonly reason: string;
  /** The article it rests on. */
  readonly basis?: string;
  /** The notice or decision that must exist for it to count, by its number or hash. */
  readonly document?: string;
  /** Who agreed, where somebody must. */
  readonly approver?: string;
  /** Who did it; null: the engine. */
  readonly by: string | null;
  /** The verb that did it. */
  readonly verb: string;
}

/** What follows from the records of a clock by a calendar, as it was when it was last worked out: lists and timers rest on it. */
export interface ClockReading {
  /** `step:` and the element instance; of other clocks the code, then the element instance, then which of several it is. */
  readonly id: string;
  readonly clock: ClockCode;
  readonly element: string | null;
  readonly startedAt: number;
  /** While it stands still: as if it went on when it stopped. Epoch ms. */
  readonly dueAt: number;
  /** It reaches into a year without a plan. */
  readonly provisional: boolean;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly lamp: Lamp;
  /** When the lamp changes next if nothing happens; null where it stays. */
  readonly next: number | null;
  readonly calendar: string;
  readonly calendarVersion: number;
}

/** What a clock had measured when it stopped. */
export interface ClockMeasured {
  readonly id: string;
  readonly clock: ClockCode;
  /** Where it stood in the model: position of the definition in the case, and of the node in that. */
  readonly def: number;
  readonly node: number;
  readonly department: string | null;
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly dueAt: number;
  readonly lamp: Lamp;
  /** Elapsed, ms. */
  readonly gross: number;
  /** Counted: office time in ms, and working days. */
  readonly net: { readonly officeTime: number; readonly workingDays: number };
}

/** What a task carries of the reading of its step. */
export type TaskTiming = Pick<ClockReading, 'provisional' | 'lamp' | 'next' | 'calendar' | 'calendarVersion'>;
