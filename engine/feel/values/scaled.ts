/**
 * Exact arithmetic on JavaScript numbers of few digits: each stands for a whole number divided by a power of ten. Undefined wherever the
 * result is not proven to be the decimal it should be; then decimals calculate.
 */

/** So many digits of a decimal survive in a double, whatever they are. */
const LIMIT = 1e15;
const SCALES = [1, 10, 1e2, 1e3, 1e4, 1e5, 1e6];

/**
 * The least power of ten that makes a number whole; 0 where there is none. `round(n * s) / s` is the double nearest to that decimal, and
 * decimals of 15 digits have different doubles: if it is `n`, then `n` is written as that decimal.
 */
export function scaleOf(n: number): number {
  for (const scale of SCALES) {
    const whole = Math.round(n * scale);
    if (whole / scale === n) return Math.abs(whole) < LIMIT ? scale : 0;
  }
  return 0;
}

const wholeAt = (n: number, scale: number): number => Math.round(n * scale);

const within = (whole: number, scale: number): number | undefined =>
  Math.abs(whole) < LIMIT ? whole / scale : undefined;

export function scaledSum(a: number, b: number): number | undefined {
  const scaleA = scaleOf(a);
  const scaleB = scaleOf(b);
  if (scaleA === 0 || scaleB === 0) return undefined;
  const scale = Math.max(scaleA, scaleB);
  const x = wholeAt(a, scaleA) * (scale / scaleA);
  const y = wholeAt(b, scaleB) * (scale / scaleB);
  return Number.isSafeInteger(x) && Number.isSafeInteger(y) ? within(x + y, scale) : undefined;
}

export function scaledProduct(a: number, b: number): number | undefined {
  const scaleA = scaleOf(a);
  const scaleB = scaleOf(b);
  if (scaleA === 0 || scaleB === 0) return undefined;
  return within(wholeAt(a, scaleA) * wholeAt(b, scaleB), scaleA * scaleB);
}

/** A quotient that ends within six places. */
export function scaledQuotient(a: number, b: number): number | undefined {
  const scaleA = scaleOf(a);
  const scaleB = scaleOf(b);
  if (scaleA === 0 || scaleB === 0) return undefined;
  const dividend = wholeAt(a, scaleA) * scaleB;
  const divisor = wholeAt(b, scaleB) * scaleA;
  if (!Number.isSafeInteger(divisor)) return undefined;
  for (const scale of SCALES) {
    const scaled = dividend * scale;
    if (!Number.isSafeInteger(scaled)) return undefined;
    if (scaled % divisor === 0) return within(scaled / divisor, scale);
  }
  return undefined;
}
