/** What decisions are called in English: `tb:nameEn` beside `name`, read, written and drawn as in processes. */

import type { DmnElement, DmnView, DmnViewer } from 'dmn-js/lib/Modeler';
import DrdRenderer, { type DmnShape } from 'dmn-js-drd/lib/draw/DrdRenderer';
import type { Language } from '../../engine/errors.ts';

/** Our attributes in a file of decisions, for the parser of dmn-js. */
export const TONGBAN_DMN = {
  name: 'Tongban',
  uri: 'urn:tongban:bpmn:1',
  prefix: 'tb',
  types: [
    {
      name: 'Named',
      extends: ['dmn:NamedElement'],
      properties: [
        { name: 'nameEn', isAttr: true, type: 'String' },
        { name: 'versionTag', isAttr: true, type: 'String' },
      ],
    },
  ],
};

export const englishNameOf = (element: DmnElement | undefined): string => {
  const name = element?.get('tb:nameEn');
  return typeof name === 'string' ? name : '';
};

/** In the reader's language, else the one there is. */
export const nameIn = (element: DmnElement | undefined, language: Language): string =>
  (language === 'en' && englishNameOf(element)) || (element?.name ?? element?.id ?? '');

interface CommandStack {
  execute(command: string, context: object): void;
}

/** Names what is on the screen, as a step that can be taken back; nothing takes the name away. */
export function nameInEnglish(viewer: DmnViewer, view: DmnView, name: string): void {
  const element =
    view.type === 'drd' ? viewer.get<{ getRootElement(): object }>('canvas').getRootElement() : view.element;
  viewer
    .get<CommandStack>('commandStack')
    .execute('element.updateProperties', { element, properties: { 'tb:nameEn': name.trim() || undefined } });
}

/** The drawing of requirements, with the English names where there are some. */
class EnglishRenderer extends DrdRenderer {
  static readonly $inject = DrdRenderer.$inject;
  override drawShape(parent: SVGElement, shape: DmnShape): SVGElement {
    const name = englishNameOf(shape.businessObject);
    if (name === '') return super.drawShape(parent, shape);
    const businessObject = Object.create(shape.businessObject, { name: { value: name } });
    return super.drawShape(parent, Object.create(shape, { businessObject: { value: businessObject } }));
  }
}

export const englishNamesModule = { drdRenderer: ['type', EnglishRenderer] as const };
