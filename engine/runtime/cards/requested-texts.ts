/** What the engine says on the cards it issues. The reason of such a card is its code, so each reader is told in one language. */
import { SYSTEM } from '../../commands/command.ts';
import type { Language } from '../../errors.ts';
import type { CardRow } from '../../store/cards/cards.ts';

type Words = Readonly<Record<Language, string>>;

export const REQUESTED_TEXTS = {
  overdue: {
    zh: '超过法定时限未办结，请在一个工作日内说明原因和完成时间。',
    en: 'The statutory limit has passed: please explain within one working day why, and until when it will be done.',
  },
  'not-told-at-once': {
    zh: '受理期限内未告知是否受理或者需要补正的内容，请在一个工作日内说明原因。',
    en: 'Nothing was said within the period for acceptance, neither that it is accepted nor what is missing: please explain within one working day.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** What a person wrote stays as written. */
export function textOfCard({ issuedBy, reason, text }: CardRow, language: Language): string {
  const words: Readonly<Record<string, Words>> = REQUESTED_TEXTS;
  return issuedBy === SYSTEM.id ? (words[reason]?.[language] ?? text) : text;
}
