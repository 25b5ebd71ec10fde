import { parseNumber } from './decimal.ts';
import { makeRange } from './membership.ts';
import { parseTemporal } from './parse-temporal.ts';
import type { FeelRange, Value } from './types.ts';

const LONGEST_RANGE = 1_000;
const RANGE = /^\s*([[(\]])(.*?)\.\.(.*)([\])[])\s*$/s;
const TEXT = /^"((?:[^"\\]|\\.)*)"$/s;
const TEMPORAL = /^(?:@|(?:date|time|date\s+and\s+time|duration)\s*\(\s*)"([^"]*)"(?:\s*\))?$/;

/** Reads the text of a range, such as `[18..60)` or `(..date("2024-01-01")]` (DMN 1.5 §10.3.4.1); null when it is none. */
export function parseRange(text: string): FeelRange | null {
  const match = text.length > LONGEST_RANGE ? null : RANGE.exec(text);
  if (!match) return null;
  const [, opening, first = '', second = '', closing] = match;
  const start = endOf(first.trim());
  const end = endOf(second.trim());
  if (start === undefined || end === undefined || (start === null && end === null)) return null;
  const included = [opening === '[', closing === ']'] as const;
  if ((start === null && included[0]) || (end === null && included[1])) return null;
  return makeRange(start, end, ...included);
}

/** Null where the range is open towards that end; undefined for what is no literal. */
function endOf(text: string): Value | undefined {
  if (text === '' || text === 'null') return null;
  const quoted = TEXT.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/gs, '$1');
  const temporal = TEMPORAL.exec(text)?.[1];
  return (temporal === undefined ? parseNumber(text) : parseTemporal(temporal)) ?? undefined;
}
