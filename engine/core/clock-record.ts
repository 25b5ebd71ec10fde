/**
 * What has happened to the clocks of a case, as it was recorded when it happened. Nothing here is computed: gross and net time, due times and
 * lamps follow from these records and a calendar, so a published holiday changes what is due and never what was done.
 */

/** 法定、承诺、环节、受理期、补正期、特别程序, and the period for handing out a decision (行政许可法 44). */
export const CLOCK_CODES = [
  'statutory',
  'promised',
  'step',
  'acceptance',
  'correction',
  'special',
  'delivery',
] as const;

export type ClockCode = (typeof CLOCK_CODES)[number];

/** `stop` is final; what starts again afterwards is another clock of the same code. */
export type ClockEffect = 'start' | 'pause' | 'resume' | 'extend' | 'stop';

export interface ClockRecord {
  readonly clock: ClockCode;
  readonly effect: ClockEffect;
  /** When it took effect, epoch ms: usually the instant of the command, never later. */
  readonly at: number;
  /** Step clocks: the element instance of the visit. Clocks of a stage or special procedure: its element instance. Null: the whole case. */
  readonly element: string | null;
  /** `start` and `extend`: how long, in the words of the rule ("20", "workingDay"). */
  readonly amount?: { readonly n: number; readonly unit: string };
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
