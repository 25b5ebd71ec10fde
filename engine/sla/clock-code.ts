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

/** Limits of the law, and what is promised to the applicant: they stand still only for reasons of the law. */
export const isLegal = (clock: ClockCode): boolean => clock !== 'step' && clock !== 'correction';
