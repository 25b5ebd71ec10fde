import { isNumber } from '../exact-number.ts';
import type { MaskKind } from '../model/masks.ts';

const HIDDEN = '***';

interface Kept {
  readonly start: number;
  readonly end: number;
}

/** How many characters stay at either end. What is too short for that is hidden wholly. */
const KEPT: Readonly<Record<Exclude<MaskKind, 'email'>, Kept>> = {
  text: { start: 0, end: 0 },
  name: { start: 1, end: 0 },
  idNumber: { start: 3, end: 2 },
  phone: { start: 3, end: 2 },
  account: { start: 0, end: 4 },
  address: { start: 6, end: 0 },
};

/** What of a text somebody without need sees; the number of characters is not told. */
function maskText(kind: MaskKind, text: string): string {
  if (kind === 'email')
    return /^.@?[^@]*@[^@]+$/u.test(text) ? `${[...text][0]}${HIDDEN}${text.slice(text.lastIndexOf('@'))}` : HIDDEN;
  const { start, end } = KEPT[kind];
  const characters = [...text];
  if (characters.length < (start + end) * 2 || characters.length <= 1) return HIDDEN;
  return `${characters.slice(0, start).join('')}${HIDDEN}${end === 0 ? '' : characters.slice(-end).join('')}`;
}

/** Texts and numbers are masked, lists and objects entry by entry; what is empty or a truth value of no consequence stays empty. */
export function maskValue(kind: MaskKind, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value;
  if (typeof value === 'string') return maskText(kind, value);
  if (isNumber(value)) return maskText(kind, String(value));
  if (Array.isArray(value)) return value.map((one) => maskValue(kind, one));
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskValue(kind, inner)]));
  return HIDDEN;
}

/** Whether a text is what a mask left of one: nobody may write it back. */
export const isMasked = (value: unknown): boolean => typeof value === 'string' && value.includes(HIDDEN);
