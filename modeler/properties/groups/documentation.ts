import { type ModdleElement, manyOf, textOf } from '../../../engine/model/moddle.ts';
import { type FieldGroup, field, type Place } from '../field.ts';
import { change, processOf, under } from '../moddle.ts';

const first = (element: ModdleElement): ModdleElement | undefined => manyOf(element, 'documentation')[0];

const documentationPlace: Place = {
  read(element) {
    const written = first(element);
    return (written && textOf(written, 'text')) ?? undefined;
  },
  write(element, value, create) {
    const [written, ...others] = manyOf(element, 'documentation');
    if (value === undefined) return [change(element, { documentation: others })];
    if (written) return [change(written, { text: value })];
    return [change(element, { documentation: [under(element, create('bpmn:Documentation', { text: value }))] })];
  },
};

/** For people: never evaluated. A pool documents itself and the process it stands for. */
export const documentation: FieldGroup = {
  id: 'documentation',
  appliesTo: () => true,
  fields: [
    field(documentationPlace, { id: 'documentation', kind: 'lines' }),
    field(
      {
        read: (element) => documentationPlace.read(processOf(element) ?? element),
        write: (element, value, create) => documentationPlace.write(processOf(element) ?? element, value, create),
      },
      {
        id: 'processDocumentation',
        kind: 'lines',
        shown: (element) => element.$type === 'bpmn:Participant' && processOf(element) !== undefined,
      },
    ),
  ],
};
