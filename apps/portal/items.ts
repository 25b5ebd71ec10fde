/** What the portal says of service items: their words in the reader's language, and the answers that travel with the address. */
import type { Answer, ProcessInstance } from '@shared/api/types.ts';
import type { Language } from '@shared/language.ts';

export type ItemSummary = Answer<'get', '/service-items'>['items'][number];
export type Item = Answer<'get', '/service-items/{key}'>;
export type Guidance = Answer<'post', '/service-items/{key}/guide'>;
export type Composition = Answer<'post', '/service-items/compose'>;
export type Question = Guidance['questions'][number];
export type GuidedMaterial = Guidance['materials'][number] & { readonly for?: readonly string[] };
export type Answers = Readonly<Record<string, string>>;

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const wordsIn = (words: Words, language: Language): string => words[language];

/** Prefix of answers in addresses, so that a question may have any name. */
const ANSWER = 'a.';

/** Answers as parts of an address. */
export const queryOf = (answers: Answers): Record<string, string> =>
  Object.fromEntries(Object.entries(answers).map(([key, value]) => [`${ANSWER}${key}`, value]));

/** The answers an address carries; what was repeated or left empty is none. */
export function answersIn(query: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      name.startsWith(ANSWER) && typeof value === 'string' && value !== '' ? [[name.slice(ANSWER.length), value]] : [],
    ),
  );
}

/** What a case says of the item it was opened for; null where it was not applied for as an item. */
export interface AppliedItem {
  readonly key: string;
  readonly name: Words;
  readonly materials: readonly {
    readonly code: string;
    readonly name: Words;
    readonly how: 'bring' | 'held' | 'follow';
  }[];
}

export function appliedItem({ variables }: Pick<ProcessInstance, 'variables'>): AppliedItem | null {
  const item = variables.serviceItem;
  return typeof item === 'object' && item !== null && 'name' in item ? (item as AppliedItem) : null;
}
