import { type FeelNumber, isFeelNumber } from '../values/decimal.ts';
import { FeelDuration } from '../values/duration.ts';
import { absolute, exponential, hasParity, logarithm, modulo, squareRoot } from '../values/numbers.ts';
import { type Rounding, round } from '../values/rounding.ts';
import { scale as scaled } from '../values/temporal-arithmetic.ts';
import type { Value } from '../values/types.ts';
import { type Definition, define } from './define.ts';

const rounding = (mode: Rounding): Definition =>
  define(
    [
      ['n', 'number'],
      ['scale', 'number'],
    ],
    ([n, scale]) => round(n, scale, mode) ?? undefined,
  );

const roundingToWhole = (mode: Rounding): Definition =>
  define(
    [
      ['n', 'number'],
      ['scale', 'number?'],
    ],
    ([n, scale]) => round(n, scale ?? 0, mode) ?? undefined,
  );

/** What a root, a logarithm or a power costs beside an addition. */
const TRANSCENDENTAL = 500;

const onNumber = (body: (n: FeelNumber) => Value): Definition =>
  define([['number', 'number']], ([n], run) => {
    run.charge(TRANSCENDENTAL);
    return body(n) ?? undefined;
  });

/** Numeric functions (DMN 1.3 §10.3.4.5). */
export const numberFunctions: Readonly<Record<string, Definition>> = {
  decimal: rounding('half even'),
  floor: roundingToWhole('floor'),
  ceiling: roundingToWhole('ceiling'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half up'),
  'round half down': rounding('half down'),
  abs: define([['n', 'any']], ([n]): Value | undefined => {
    if (n === null) return null;
    if (n instanceof FeelDuration) return n.order < 0 ? scaled(n, -1) : n;
    return isFeelNumber(n) ? absolute(n) : undefined;
  }),
  modulo: define(
    [
      ['dividend', 'number'],
      ['divisor', 'number'],
    ],
    ([dividend, divisor]) => modulo(dividend, divisor) ?? undefined,
  ),
  sqrt: onNumber(squareRoot),
  log: onNumber(logarithm),
  exp: onNumber(exponential),
  odd: define([['number', 'number']], ([n]) => hasParity(n, 1)),
  even: define([['number', 'number']], ([n]) => hasParity(n, 0)),
};
