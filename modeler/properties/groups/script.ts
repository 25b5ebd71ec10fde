import { textOf } from '../../../engine/model/moddle.ts';
import { type FieldGroup, field, isAny } from '../field.ts';
import { attribute } from '../places.ts';

/** FEEL is what a script is written in when nothing is said. */
export const script: FieldGroup = {
  id: 'script',
  appliesTo: (element) => isAny(element, ['bpmn:ScriptTask']),
  fields: [
    field(attribute('script'), { id: 'script', kind: 'lines', syntax: 'feel', hint: true }),
    field(attribute('tb:resultVariable'), { id: 'resultVariable', kind: 'text', hint: true }),
    field(attribute('scriptFormat'), {
      id: 'scriptFormat',
      kind: 'text',
      shown: (element) => !/^(text\/)?feel$/i.test(textOf(element, 'scriptFormat') ?? 'feel'),
    }),
  ],
};
