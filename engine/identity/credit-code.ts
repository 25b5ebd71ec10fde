import { creditCheck, organisationCheck } from './check-characters.ts';
import { finding, type IdentityCheck, WRONG_CHECK, wrongShape } from './finding.ts';

/** No I, O, S, V, Z: they are mistaken for digits. */
const CREDIT = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const ORGANISATION = /^[0-9A-Z]{8}[0-9X]$/;

const WRONG_INNER = finding(
  'inner-check',
  'the check character of the organisation code in it does not fit',
  '其中的组织机构代码校验码不符',
);

/** Unified social credit code (统一社会信用代码, GB 32100) with the organisation code (GB 11714) that it carries. */
export const checkCreditCode: IdentityCheck = (number) => {
  if (!CREDIT.test(number)) return wrongShape('18 characters of GB 32100', ' GB 32100 规定的 18 位字符');
  const inner = number.slice(8, 17);
  const innerFits = ORGANISATION.test(inner) && organisationCheck(inner);
  return [...(innerFits ? [] : [WRONG_INNER]), ...(creditCheck(number) ? [] : [WRONG_CHECK])];
};

/** Organisation code (组织机构代码, GB 11714), written with or without its hyphen. */
export const checkOrganisationCode: IdentityCheck = (number) => {
  const plain = number.length === 10 && number[8] === '-' ? number.slice(0, 8) + number.slice(9) : number;
  if (!ORGANISATION.test(plain)) return wrongShape('8 characters and a check character', ' 8 位字符加 1 位校验码');
  return organisationCheck(plain) ? [] : [WRONG_CHECK];
};
