/** Models carry Chinese names and their English twins (`tb:nameEn`); the reader sees one of the two, in lists and in the drawing. */
import type { Language } from '../language.ts';
import { type Bounds, englishBounds } from './english-label.ts';

const OURS = 'urn:tongban:bpmn:1';
const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DI = 'http://www.omg.org/spec/BPMN/20100524/DI';

/** What to call an element of a model; its own name where it has no English one. */
export const modelName = (element: Element, language: Language): string =>
  (language === 'en' && element.getAttributeNS(OURS, 'nameEn')) || (element.getAttribute('name') ?? '');

/** The model, to be drawn in this language: never to be kept. */
export function localiseModel(xml: string, language: Language): string {
  if (language === 'zh' || !xml.includes('nameEn')) return xml;
  const model = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of model.querySelectorAll('[name]')) element.setAttribute('name', modelName(element, language));
  for (const text of model.getElementsByTagNameNS(MODEL, 'text')) {
    const english = text.parentElement?.getAttributeNS(OURS, 'nameEn');
    if (english) text.textContent = english;
  }
  const names = new Map(
    [...model.querySelectorAll('[id][name]')].map((named) => [named.id, modelName(named, language)]),
  );
  for (const label of model.getElementsByTagNameNS(DI, 'BPMNLabel'))
    for (const bounds of label.children) fit(bounds, names);
  return new XMLSerializer().serializeToString(model);
}

function fit(bounds: Element, names: ReadonlyMap<string, string>): void {
  const drawn = bounds.parentElement?.parentElement;
  if (!drawn) return;
  const name = names.get(drawn.getAttribute('bpmnElement') ?? '') ?? '';
  const first = drawn.firstElementChild;
  const shape = first?.localName === 'Bounds' ? boundsOf(first) : undefined;
  const points = [...drawn.children]
    .filter(({ localName }) => localName === 'waypoint')
    .map((point) => ({ x: at(point, 'x'), y: at(point, 'y') }));
  const { x, y, width } = englishBounds(name, boundsOf(bounds), { shape, points });
  for (const [attribute, value] of Object.entries({ x, y, width })) bounds.setAttribute(attribute, String(value));
}

const at = (element: Element, name: string): number => Number(element.getAttribute(name));

const boundsOf = (element: Element): Bounds => ({
  x: at(element, 'x'),
  y: at(element, 'y'),
  width: at(element, 'width'),
  height: at(element, 'height'),
});
