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

/** What the law itself sets: who passes it has broken the law (行政许可法 32, 42; 72, 74). */
export const isLaw = (clock: ClockCode): boolean => clock === 'statutory' || clock === 'acceptance';

/** Limits of the law, and what is promised to the applicant: they stand still only for reasons of the law. */
export const isLegal = (clock: ClockCode): boolean => clock !== 'step' && clock !== 'correction';
