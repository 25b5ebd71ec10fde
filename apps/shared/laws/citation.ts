/** Citations of laws for people who read English. What is no citation of a law that is known stays as it was written. */
import { CITATION, HUNDRED, LAWS, NUMERALS, TEN, ZEROES } from '../i18n/laws.ts';

/** `行政许可法第四十二条第二款` is `Administrative Licence Law, article 42 (2)`; a note in brackets is kept. */
export function citationInEnglish(text: string): string {
  const [, law = '', article = '', paragraph, note] = CITATION.exec(text.trim()) ?? [];
  const name = LAWS[law];
  if (name === undefined) return text;
  const of = paragraph === undefined ? '' : ` (${numberOf(paragraph)})`;
  return `${name}, article ${numberOf(article)}${of}${note === undefined ? '' : ` (${note})`}`;
}

/** Up to 999, as articles are numbered. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [rest = '', hundreds] = text.replace(ZEROES, '').split(HUNDRED).reverse();
  const [ones = '', tens] = rest.split(TEN).reverse();
  const digit = (one: string): number => Math.max(0, NUMERALS.indexOf(one || NUMERALS.charAt(0)));
  const ofTens = tens === undefined ? 0 : tens === '' ? 1 : digit(tens);
  return (hundreds === undefined ? 0 : digit(hundreds)) * 100 + ofTens * 10 + digit(ones);
}
