/** Identity numbers by kind. A check finds mistypings; whether a person or a company exists only the department can tell. */
import { checkCreditCode, checkOrganisationCode } from './credit-code.ts';
import type { IdentityCheck, IdentityDoubt, IdentityFinding } from './finding.ts';
import { checkMilitaryId, checkPassport } from './papers.ts';
import { checkPermanentResidence } from './permanent-residence.ts';
import { checkResidencePermit, checkResidentId, doubtResidentId } from './resident-id.ts';

interface Kind {
  readonly zh: string;
  readonly en: string;
  readonly check: IdentityCheck;
  readonly doubts?: (number: string) => readonly IdentityDoubt[];
}

export const IDENTITY_KINDS = {
  'credit-code': { zh: '统一社会信用代码', en: 'unified social credit code', check: checkCreditCode },
  'military-id': { zh: '军人证件号', en: 'military identity card', check: checkMilitaryId },
  'organisation-code': { zh: '组织机构代码', en: 'organisation code', check: checkOrganisationCode },
  passport: { zh: '护照号码', en: 'passport', check: checkPassport },
  'permanent-residence-card': {
    zh: '外国人永久居留身份证号',
    en: 'permanent residence card',
    check: checkPermanentResidence,
  },
  'residence-permit': { zh: '港澳台居民居住证号', en: 'residence permit', check: checkResidencePermit },
  'resident-id': {
    zh: '公民身份号码',
    en: 'resident identity number',
    check: checkResidentId,
    doubts: doubtResidentId,
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type IdentityKind = keyof typeof IDENTITY_KINDS;

export const isIdentityKind = (text: string): text is IdentityKind => Object.hasOwn(IDENTITY_KINDS, text);

/** Numbers are written with lower-case letters and blanks around them; full-width characters come from Chinese input methods. */
export const normalizeIdentity = (number: string): string => number.normalize('NFKC').trim().toUpperCase();

/** What is wrong with a number as somebody typed it; nothing where it is good. `today` as in `IdentityCheck`. */
export function checkIdentity(kind: IdentityKind, number: string, today?: string): readonly IdentityFinding[] {
  return IDENTITY_KINDS[kind].check(normalizeIdentity(number.slice(0, LONGEST)), today);
}

/** What is odd about a good number; nothing where it is not good, because that is told already. */
export function doubtIdentity(kind: IdentityKind, number: string): readonly IdentityDoubt[] {
  const { doubts }: Kind = IDENTITY_KINDS[kind];
  if (!doubts || checkIdentity(kind, number).length > 0) return [];
  return doubts(normalizeIdentity(number.slice(0, LONGEST)));
}

/** Longer texts are no number; they are cut, so that nobody is kept busy with them. */
const LONGEST = 64;
