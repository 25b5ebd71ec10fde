/** What is wrong with an identity number. The words are for people; `rule` is stable and is what is counted. */
export type IdentityRule = 'shape' | 'area' | 'birth-date' | 'inner-check' | 'check';

export interface IdentityFinding {
  readonly rule: IdentityRule;
  readonly en: string;
  readonly zh: string;
}

/** Judges a number that is already normalised. `today` is a calendar day such as `2026-03-01`; without it a birth date may lie in the future. */
export type IdentityCheck = (number: string, today?: string) => readonly IdentityFinding[];

export const finding = (rule: IdentityRule, en: string, zh: string): IdentityFinding => ({ rule, en, zh });

/** What is odd about a number that may be right all the same. */
export type IdentityDoubt = Pick<IdentityFinding, 'en' | 'zh'>;

export const WRONG_CHECK = finding('check', 'the check character does not fit', '校验码不符');

export const wrongShape = (en: string, zh: string): readonly IdentityFinding[] => [
  finding('shape', `it is not ${en}`, `不是${zh}`),
];
