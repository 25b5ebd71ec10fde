/** Models carry Chinese names and their English twins (`tb:nameEn`); the reader sees one of the two, in lists and in the drawing. */
import type { Language } from '../language.ts';

const OURS = 'urn:tongban:bpmn:1';
const DI = 'http://www.omg.org/spec/BPMN/20100524/DI';

/** What to call an element of a model; its own name where it has no English one. */
export const modelName = (element: Element, language: Language): string =>
  (language === 'en' && element.getAttributeNS(OURS, 'nameEn')) || (element.getAttribute('name') ?? '');

/** The model, to be drawn in this language: never to be kept. */
export function localiseModel(xml: string, language: Language): string {
  if (language === 'zh' || !xml.includes('nameEn')) return xml;
  const model = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of model.querySelectorAll('[name]')) element.setAttribute('name', modelName(element, language));
  for (const label of model.getElementsByTagNameNS(DI, 'BPMNLabel')) for (const bounds of label.children) widen(bounds);
  return new XMLSerializer().serializeToString(model);
}

/** A label is as wide as its Chinese name, in which English words would be torn. */
const WIDTH = 90;

function widen(bounds: Element): void {
  const width = Number(bounds.getAttribute('width'));
  if (!(width < WIDTH)) return;
  bounds.setAttribute('x', String(Number(bounds.getAttribute('x')) - (WIDTH - width) / 2));
  bounds.setAttribute('width', String(WIDTH));
}
