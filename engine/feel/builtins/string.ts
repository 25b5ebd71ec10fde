import type { Pattern } from '../pattern/match-pattern.ts';
import { findMatch } from '../pattern/match-pattern.ts';
import { patternOf, replaceAll, splitBy } from '../pattern/pattern.ts';
import type { Run } from '../run.ts';
import { toDouble } from '../values/decimal.ts';
import type { Value } from '../values/types.ts';
import { type Definition, define } from './define.ts';

type Text = readonly [string, 'string'];
const STRING: Text = ['string', 'string'];
const MATCH: Text = ['match', 'string'];

const onText = (body: (text: string) => Value): Definition =>
  define([STRING], ([text], run) => {
    run.chargeText(text.length);
    return body(text);
  });

/** Looking for a text in a text compares, at worst, each character of one with each of the other. */
const SEARCH_UNIT = 1_024;

const onTwoTexts = (body: (text: string, match: string) => Value): Definition =>
  define([STRING, MATCH], ([text, match], run) => {
    run.charge(1 + Math.ceil((text.length * match.length) / SEARCH_UNIT));
    return body(text, match);
  });

/** String functions (DMN 1.3 §10.3.4.3). Lengths and positions count characters, not UTF-16 units. */
export const stringFunctions: Readonly<Record<string, Definition>> = {
  'string length': onText((text) => [...text].length),
  'upper case': onText((text) => text.toUpperCase()),
  'lower case': onText((text) => text.toLowerCase()),
  contains: onTwoTexts((text, match) => text.includes(match)),
  'starts with': onTwoTexts((text, match) => text.startsWith(match)),
  'ends with': onTwoTexts((text, match) => text.endsWith(match)),
  'substring before': onTwoTexts((text, match) => text.slice(0, Math.max(0, text.indexOf(match)))),
  'substring after': onTwoTexts((text, match) =>
    text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '',
  ),
  substring: define([STRING, ['start position', 'number'], ['length', 'number?']], ([text, start, length], run) => {
    run.chargeText(text.length);
    const chars = [...text];
    const position = Math.trunc(toDouble(start));
    const from = position < 0 ? chars.length + position : position - 1;
    if (!(from in chars) || (length !== null && toDouble(length) < 0)) return undefined;
    return chars.slice(from, length === null ? undefined : from + toDouble(length)).join('');
  }),
  matches: define(
    [
      ['input', 'string'],
      ['pattern', 'string'],
      ['flags', 'string?'],
    ],
    ([input, pattern, flags], run) =>
      withPattern(pattern, flags, run, (usable) => findMatch(usable, input, 0, run) !== null),
  ),
  replace: define(
    [
      ['input', 'string'],
      ['pattern', 'string'],
      ['replacement', 'string'],
      ['flags', 'string?'],
    ],
    ([input, pattern, replacement, flags], run) =>
      withPattern(pattern, flags, run, (usable) => replaceAll(usable, input, replacement, run)),
  ),
  split: define([STRING, ['delimiter', 'string']], ([text, delimiter], run) =>
    withPattern(delimiter, null, run, (usable) => splitBy(usable, text, run)),
  ),
  'string join': define(
    [
      ['list', 'list'],
      ['delimiter', 'string?'],
    ],
    ([list, delimiter], run) => join(list, delimiter ?? '', run),
  ),
};

function withPattern(source: string, flags: string | null, run: Run, use: (pattern: Pattern) => Value): Value {
  const pattern = patternOf(source, flags ?? '');
  if (pattern) return use(pattern);
  run.warn('pattern-invalid', flags ? `${source} (${flags})` : source);
  return null;
}

/** Texts in a row; nulls among them are left out. */
function join(list: readonly Value[], delimiter: string, run: Run): string | undefined {
  run.charge(list.length);
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return undefined;
  const length = texts.reduce((total, text) => total + text.length + delimiter.length, 0);
  run.chargeText(length);
  return texts.join(delimiter);
}
