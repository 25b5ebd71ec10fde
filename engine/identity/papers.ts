import { type IdentityCheck, wrongShape } from './finding.ts';

/** Letters and digits of the machine-readable zone (ICAO 9303), with a digit among them; issuers differ in everything else. */
const PASSPORT = /^(?=.*\d)[A-Z0-9]{6,12}$/;
/** 军字第12345678号, with or without 第 and 号: the branch by one or two characters, then the number. */
const MILITARY = /^\p{Script=Han}{1,2}字第?\d{4,10}号?$/u;

/** Passport number (护照号码): nothing but its form can be judged. */
export const checkPassport: IdentityCheck = (number) =>
  PASSPORT.test(number) ? [] : wrongShape('6 to 12 letters and digits', ' 6 至 12 位字母与数字');

/** Number of a military identity card (军人证件号): nothing but its form can be judged. */
export const checkMilitaryId: IdentityCheck = (number) =>
  MILITARY.test(number) ? [] : wrongShape('a branch, 字第, digits and 号', '“某字第…号”');
