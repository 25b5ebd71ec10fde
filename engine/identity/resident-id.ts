import { checkBirthDate } from './birth-date.ts';
import { residentCheck } from './check-characters.ts';
import { finding, type IdentityCheck, type IdentityDoubt, WRONG_CHECK, wrongShape } from './finding.ts';

/**
 * The first two digits of GB/T 2260. Districts are merged and their codes retired while the people keep their numbers, so the four digits
 * behind them are not judged.
 */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);

const PERMITS: ReadonlySet<string> = new Set(['810000', '820000', '830000']);

/** Of residence permits and of permanent residence cards: numbers of the same making that are none of residents. */
const OTHERS = /^(8[123]0000|9)/;

const OTHER_KIND = finding(
  'area',
  'it is the number of a permit or a card for foreigners',
  '这是居住证或永久居留身份证的号码',
);
const UNKNOWN_PLACE = finding(
  'area',
  'it begins neither with 810000, 820000 nor 830000',
  '前六位不是 810000、820000 或 830000',
);

/** Resident identity number (公民身份号码, GB 11643). Numbers of 15 digits are history: they are none. */
export const checkResidentId: IdentityCheck = (number, today) =>
  eighteen(number, today, OTHERS.test(number) ? [OTHER_KIND] : []);

/** Codes of areas are retired and the people keep their numbers, so an unknown one is told and never refused. */
export const doubtResidentId = (number: string): readonly IdentityDoubt[] =>
  PROVINCES.has(number.slice(0, 2))
    ? []
    : [{ en: 'its first digits are those of no province', zh: '前两位不是省级行政区划代码' }];

/** Residence permit of people from Hong Kong, Macao (81, 82) and Taiwan (83): a number of the same making. */
export const checkResidencePermit: IdentityCheck = (number, today) =>
  eighteen(number, today, PERMITS.has(number.slice(0, 6)) ? [] : [UNKNOWN_PLACE]);

function eighteen(
  number: string,
  today: string | undefined,
  area: ReturnType<IdentityCheck>,
): ReturnType<IdentityCheck> {
  if (!/^\d{17}[\dX]$/.test(number)) return wrongShape('17 digits and a check character', '17 位数字加 1 位校验码');
  return [...area, ...checkBirthDate(number.slice(6, 14), today), ...(residentCheck(number) ? [] : [WRONG_CHECK])];
}
