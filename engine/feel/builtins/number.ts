import { FeelDuration } from '../values/duration.ts';
import { modulo, type Rounding, round } from '../values/numbers.ts';
import { scale as scaled } from '../values/temporal-arithmetic.ts';
import type { Value } from '../values/types.ts';
import { type Definition, define } from './define.ts';

const rounding = (mode: Rounding): Definition =>
  define(
    [
      ['n', 'number'],
      ['scale', 'number'],
    ],
    ([n, scale]) => round(n, scale, mode),
  );

const roundingToWhole = (mode: Rounding): Definition =>
  define(
    [
      ['n', 'number'],
      ['scale', 'number?'],
    ],
    ([n, scale]) => round(n, scale ?? 0, mode),
  );

const isParity = (n: number, remainder: number): boolean => Math.abs(n) % 2 === remainder;

const finiteOr = (n: number): number | undefined => (Number.isFinite(n) ? n : undefined);

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
    return typeof n === 'number' ? Math.abs(n) : undefined;
  }),
  modulo: define(
    [
      ['dividend', 'number'],
      ['divisor', 'number'],
    ],
    ([dividend, divisor]) => modulo(dividend, divisor) ?? undefined,
  ),
  sqrt: define([['number', 'number']], ([n]) => finiteOr(Math.sqrt(n))),
  log: define([['number', 'number']], ([n]) => finiteOr(Math.log(n))),
  exp: define([['number', 'number']], ([n]) => finiteOr(Math.exp(n))),
  odd: define([['number', 'number']], ([n]) => isParity(n, 1)),
  even: define([['number', 'number']], ([n]) => isParity(n, 0)),
};
