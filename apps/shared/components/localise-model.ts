/** Models carry Chinese names and their English twins (`tb:nameEn`); the reader sees one of the two, in lists and in the drawing. */
import type { Language } from '../language.ts';

const OURS = 'urn:tongban:bpmn:1';

/** What to call an element of a model; its own name where it has no English one. */
export const modelName = (element: Element, language: Language): string =>
  (language === 'en' && element.getAttributeNS(OURS, 'nameEn')) || (element.getAttribute('name') ?? '');

/** The model, to be drawn in this language: never to be kept. */
export function localiseModel(xml: string, language: Language): string {
  if (language === 'zh' || !xml.includes('nameEn')) return xml;
  const model = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of model.querySelectorAll('[name]')) element.setAttribute('name', modelName(element, language));
  return new XMLSerializer().serializeToString(model);
}
