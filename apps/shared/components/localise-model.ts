/** Models carry Chinese names and their English twins (`tb:nameEn`); the reader sees one of the two, in lists and in the drawing. */
import type { Language } from '../language.ts';

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
  const stays = isRightOfLine(bounds, drawn) ? at(bounds, 'x') + Math.min(WIDTH, name.length * LETTER) / 2 : null;
  widen(bounds);
  if (stays !== null) bounds.setAttribute('x', String(stays - at(bounds, 'width') / 2));
  const shape = drawn.firstElementChild;
  if (shape?.localName !== 'Bounds' || at(bounds, 'y') + at(bounds, 'height') > at(shape, 'y')) return;
  // What stands above its node would grow into it.
  bounds.setAttribute('y', String(at(bounds, 'y') - (linesOf(name) - 1) * LINE));
}

const at = (element: Element, name: string): number => Number(element.getAttribute(name));

/** Near enough to a line that runs down to be read as its name. */
const NEAR = 20;

/** Whether it stands right of a piece of its flow that runs down: made wider to both sides it would lie on the line. */
function isRightOfLine(bounds: Element, drawn: Element): boolean {
  const points = [...drawn.children].filter(({ localName }) => localName === 'waypoint');
  const middle = at(bounds, 'y') + at(bounds, 'height') / 2;
  return points.slice(1).some((to, index) => {
    const from = points[index] ?? to;
    const [x, top, bottom] = [at(to, 'x'), Math.min(at(from, 'y'), at(to, 'y')), Math.max(at(from, 'y'), at(to, 'y'))];
    const right = at(bounds, 'x') - x;
    return at(from, 'x') === x && middle >= top && middle <= bottom && right >= 0 && right < NEAR;
  });
}

/** A label is as wide as its Chinese name, in which English words would be torn. */
const WIDTH = 90;
/** Of a line of a label, and about of a letter in it: there is nothing to measure with. */
const LINE = 13;
const LETTER = 6;

function widen(bounds: Element): void {
  const width = Number(bounds.getAttribute('width'));
  if (!(width < WIDTH)) return;
  bounds.setAttribute('x', String(Number(bounds.getAttribute('x')) - (WIDTH - width) / 2));
  bounds.setAttribute('width', String(WIDTH));
}

/** How many lines a text takes in a label. */
function linesOf(text: string): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const wide = word.length * LETTER;
    if (used > 0 && used + LETTER + wide > WIDTH) lines++;
    used = used > 0 && used + LETTER + wide <= WIDTH ? used + LETTER + wide : wide;
  }
  return lines;
}
