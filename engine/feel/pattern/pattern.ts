import type { Run } from '../run.ts';
import { type Captures, findMatch, type Pattern } from './match-pattern.ts';
import { MAX_PATTERN_LENGTH, parseFlags, parsePattern } from './parse-pattern.ts';
import { assemble } from './program.ts';

const CACHE_SIZE = 200;
const MAX_FLAGS = 10;
const cache = new Map<string, Pattern | null>();

/** A regular expression ready to be matched, or null when it is not usable; recent ones are kept. */
export function patternOf(source: string, flags: string): Pattern | null {
  if (source.length > MAX_PATTERN_LENGTH || flags.length > MAX_FLAGS) return null;
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = makePattern(source, flags);
  const oldest = cache.size >= CACHE_SIZE ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(key, made);
  return made;
}

function makePattern(source: string, flagText: string): Pattern | null {
  const flags = parseFlags(flagText);
  const parsed = flags && parsePattern(source, flags);
  const program = parsed && assemble(parsed);
  return flags && program ? { program, flags } : null;
}

/** All matches from left to right that do not overlap. */
function* allMatches(pattern: Pattern, text: string, run: Run): Generator<Captures> {
  for (let from = 0; from <= text.length; ) {
    const match = findMatch(pattern, text, from, run);
    if (!match) return;
    yield match;
    const [start = from, end = from] = match;
    from = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
}

/**
 * Replaces all matches; `$1` to `$99` stand for the groups, `$0` and `$&` for the whole match, `$$` and `\$` for the
 * sign.
 */
export function replaceAll(pattern: Pattern, text: string, replacement: string, run: Run): string {
  let result = '';
  let last = 0;
  for (const match of allMatches(pattern, text, run)) {
    const [start = 0, end = 0] = match;
    const piece = text.slice(last, start) + expand(replacement, match, text);
    run.chargeText(piece.length);
    result += piece;
    run.ensure('stringLength', result.length);
    last = end;
  }
  run.chargeText(text.length - last);
  return result + text.slice(last);
}

function expand(replacement: string, match: Captures, text: string): string {
  const groups = match.length / 2 - 1;
  return replacement.replace(/\$(?:(&)|(\$)|(\d{1,2}))|\\([$\\])/g, (whole, all, sign, digits, escaped) => {
    if (escaped !== undefined) return String(escaped);
    if (sign !== undefined) return '$';
    if (all !== undefined) return group(match, text, 0);
    const index = Number(digits);
    if (index <= groups) return group(match, text, index);
    const first = Number(String(digits)[0]);
    return first <= groups && String(digits).length === 2 ? group(match, text, first) + String(digits)[1] : whole;
  });
}

const group = (match: Captures, text: string, index: number): string =>
  text.slice(match[2 * index] ?? 0, match[2 * index + 1] ?? 0);

/** The parts of a text between the matches of a pattern; a match of nothing separates two characters. */
export function splitBy(pattern: Pattern, text: string, run: Run): string[] {
  const parts: string[] = [];
  let last = 0;
  for (const [start = 0, end = 0] of allMatches(pattern, text, run)) {
    if (start === end && (start === 0 || start >= text.length)) continue;
    parts.push(text.slice(last, start));
    run.ensure('listLength', parts.length);
    last = end;
  }
  parts.push(text.slice(last));
  return text === '' && findMatch(pattern, text, 0, run) ? [] : parts;
}
