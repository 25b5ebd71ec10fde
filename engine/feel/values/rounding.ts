import type { Decimal as Base } from 'decimal.js';
import { Decimal, decimalOf, type FeelNumber, given, toDouble } from './decimal.ts';
import { scaleOf } from './scaled.ts';

export type Rounding = 'half even' | 'half up' | 'half down' | 'up' | 'down' | 'floor' | 'ceiling';

const MODES: Readonly<Record<Rounding, Base.Rounding>> = {
  'half even': Decimal.ROUND_HALF_EVEN,
  'half up': Decimal.ROUND_HALF_UP,
  'half down': Decimal.ROUND_HALF_DOWN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
};

/** The scales of decimal128 (DMN 1.3 §10.3.4.5). */
const LEAST_SCALE = -6111;
const GREATEST_SCALE = 6176;

/** Rounds to `scale` places behind the decimal point (negative: before it); null where there is no such scale. */
export function round(n: FeelNumber, scale: FeelNumber, rounding: Rounding): FeelNumber | null {
  const places = Math.trunc(toDouble(scale));
  if (!(places >= LEAST_SCALE && places <= GREATEST_SCALE)) return null;
  if (typeof n === 'number' && places >= 0 && (Number.isInteger(n) || isShort(n, places))) return n;
  const shifted = decimalOf(n).times(`1e${places}`);
  return given(shifted.toDecimalPlaces(0, MODES[rounding]).times(`1e${-places}`));
}

function isShort(n: number, places: number): boolean {
  const scale = scaleOf(n);
  return scale !== 0 && scale <= 10 ** places;
}
