/** The check characters of Chinese identity numbers. Every function takes a number of the right shape, with its check character last. */

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECKS = '10X98765432';

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const CARD_WEIGHTS = [7, 3, 1];

/** 0–9, then A = 10 to Z = 35. */
const placeOf = (char: string): number => Number.parseInt(char, 36);

const sum = (text: string, weights: readonly number[], value: (char: string) => number): number =>
  Array.from(text).reduce((total, char, index) => total + value(char) * (weights[index % weights.length] ?? 0), 0);

/** GB 11643: ISO 7064 MOD 11-2 over 17 digits. Finds every single wrong character and every swap of two neighbours. */
export const residentCheck = (number: string): boolean => residentCheckOf(number) === number[17];

/** The check character that belongs to the first 17 digits. */
export const residentCheckOf = (number: string): string =>
  RESIDENT_CHECKS[sum(number.slice(0, 17), RESIDENT_WEIGHTS, Number) % 11] ?? '';

/** GB 32100: modulo 31 over 17 characters. Finds every single wrong character. */
export function creditCheck(number: string): boolean {
  const rest = sum(number.slice(0, 17), CREDIT_WEIGHTS, (char) => CREDIT_ALPHABET.indexOf(char)) % 31;
  return CREDIT_ALPHABET[(31 - rest) % 31] === number[17];
}

/** GB 11714: modulo 11 over 8 characters. Finds every single wrong digit; letters that are 11 places apart look alike to it. */
export function organisationCheck(number: string): boolean {
  const check = 11 - (sum(number.slice(0, 8), ORGANISATION_WEIGHTS, placeOf) % 11);
  return (check === 10 ? 'X' : String(check % 11)) === number[8];
}

/** The card of 2017: weights 7, 3, 1 modulo 10 over 14 characters, as in travel documents (ICAO 9303). Finds every single wrong digit. */
export const cardCheck = (number: string): boolean =>
  String(sum(number.slice(0, 14), CARD_WEIGHTS, placeOf) % 10) === number[14];
