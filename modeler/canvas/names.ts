/** What an element of a model is called in a language; pure, no drawing needed. */
import type { Language } from '../../engine/errors.ts';
import { type ModdleElement, textOf } from '../../engine/model/moddle.ts';

export type NamedElement = ModdleElement;

/** Our `tb:nameEn` where the model says one. */
export const englishNameOf = (element: NamedElement): string | undefined =>
  hasEnglishName(element) ? textOf(element, 'tb:nameEn')?.trim() || undefined : undefined;

/** Whether an element of its kind can have one. */
export const hasEnglishName = ({ $descriptor }: NamedElement): boolean =>
  ($descriptor.properties ?? []).some(({ ns }) => ns.name === 'tb:nameEn');

/** What a reader knows a note by is its text. */
const labelOf = ({ $type }: NamedElement): 'name' | 'text' => ($type === 'bpmn:TextAnnotation' ? 'text' : 'name');

/** The name in the language, else the one there is; empty where there is none. */
export const nameOf = (element: NamedElement, language: Language): string =>
  (language === 'en' ? englishNameOf(element) : undefined) ?? String(element.get(labelOf(element)) ?? '');

/** The element as it is, but for its name; what is done to it is not done to the model. */
export const namedIn = (element: NamedElement, language: Language): NamedElement =>
  Object.create(element, { [labelOf(element)]: { value: nameOf(element, language) } }) as NamedElement;
