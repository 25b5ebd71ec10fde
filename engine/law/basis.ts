import type { Language } from '../errors.ts';
import { ARTICLE, COUNTRY, DIGITS, ITEM, LAWS, PARAGRAPH, PHRASES, REMARK } from './dictionary.ts';

/**
 * The article something rests on, in the reader's language. Models, registers and officials name it as the law does, in Chinese: the law's
 * name, the article, its paragraph and item, and a remark; several have "；" between. `own`: what a model itself says in English, by its words in Chinese; it comes first.
 * Of what is neither there nor in the dictionary the words stay as they are.
 */
export function basisIn(language: Language, basis: string, own?: Words): string {
  if (language === 'zh') return basis;
  const several = basis.split(/[；;]/).filter((one) => one.trim() !== '');
  if (several.length > 1) return several.map((one) => basisIn(language, one, own)).join('; ');
  const given = own?.get(basis);
  if (given !== undefined) return given;
  const text = basis.trim();
  if (Object.hasOwn(PHRASES, text)) return said(text);
  const plain = text.replace(COUNTRY, '').replace(/[《》]/g, '');
  const law = NAMES.find((name) => plain.startsWith(name));
  if (law === undefined) return basis;
  const { places, rest } = placesIn(plain.slice(law.length));
  return [LAWS[law], ...places].join(', ') + remarkOf(rest);
}

/** The same where there may be none. */
export const basisInOrNull = (language: Language, basis: string | null | undefined, own?: Words): string | null =>
  basis === null || basis === undefined ? null : basisIn(language, basis, own);

/** English texts by the Chinese ones. */
type Words = ReadonlyMap<string, string>;

/** The longest first: one may begin like another. */
const NAMES = Object.keys(LAWS).sort((one, other) => other.length - one.length);

function placesIn(text: string): { places: string[]; rest: string } {
  const places: string[] = [];
  let rest = text;
  for (const [pattern, word] of [
    [ARTICLE, 'Art.'],
    [PARAGRAPH, 'para.'],
    [ITEM, 'item'],
  ] as const) {
    const [whole, numeral] = pattern.exec(rest) ?? [];
    if (whole === undefined || numeral === undefined) continue;
    places.push(`${word} ${numberOf(numeral)}`);
    rest = rest.slice(whole.length);
  }
  return { places, rest };
}

function remarkOf(rest: string): string {
  const [, bracketed, after] = REMARK.exec(rest) ?? [];
  if (bracketed !== undefined) return ` (${said(bracketed)})`;
  const remark = after ?? rest.trim();
  return remark === '' ? '' : `: ${said(remark)}`;
}

const said = (phrase: string): string => (Object.hasOwn(PHRASES, phrase) ? PHRASES[phrase] : undefined) ?? phrase;

/** 四十二 and 42 are one; up to thousands. */
function numberOf(numeral: string): number {
  if (/^\d+$/.test(numeral)) return Number(numeral);
  let [sum, digit] = [0, 0];
  for (const sign of numeral) {
    const value = DIGITS[sign] ?? 0;
    if (value < 10) digit = value;
    else {
      sum += (digit || 1) * value;
      digit = 0;
    }
  }
  return sum + digit;
}
