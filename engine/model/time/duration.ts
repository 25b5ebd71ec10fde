const DURATION = /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$/;

/** An ISO 8601 duration without sign: `P1DT12H`, `PT0.5S`, `P2W`. */
export const isDuration = (source: string): boolean => DURATION.test(source);

/** A duration that is longer than nothing. */
export const isPositiveDuration = (source: string): boolean => isDuration(source) && /[1-9]/.test(source);
