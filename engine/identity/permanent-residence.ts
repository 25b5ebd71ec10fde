import { checkBirthDate, checkShortBirthDate } from './birth-date.ts';
import { cardCheck, residentCheck } from './check-characters.ts';
import { type IdentityCheck, WRONG_CHECK, wrongShape } from './finding.ts';

/** 9, province of the application, country (ISO 3166-1 numeric), birth date, sequence, MOD 11-2. */
const FORM_2023 = /^9\d{16}[\dX]$/;
/** Country (ISO 3166-1 alpha-3), place of the application, birth date `YYMMDD`, sequence, check digit. */
const FORM_2017 = /^[A-Z]{3}\d{12}$/;

/** Permanent residence card of foreigners (外国人永久居留身份证), in the format of 2023 or of 2017; both are in use. */
export const checkPermanentResidence: IdentityCheck = (number, today) => {
  if (FORM_2023.test(number))
    return [...checkBirthDate(number.slice(6, 14), today), ...(residentCheck(number) ? [] : [WRONG_CHECK])];
  if (FORM_2017.test(number))
    return [...checkShortBirthDate(number.slice(7, 13)), ...(cardCheck(number) ? [] : [WRONG_CHECK])];
  return wrongShape(
    '9 with 17 more characters, nor three letters with 12 digits',
    ' 9 开头的 18 位，也不是 3 位字母加 12 位数字',
  );
};
