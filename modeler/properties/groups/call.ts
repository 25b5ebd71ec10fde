import { BINDING_FIELDS } from '../binding.ts';
import { type FieldGroup, field, isAny } from '../field.ts';
import { attribute } from '../places.ts';

/** Which process is called, in which version. */
export const call: FieldGroup = {
  id: 'call',
  appliesTo: (element) => isAny(element, ['bpmn:CallActivity']),
  fields: [
    field(attribute('calledElement'), {
      id: 'calledElement',
      kind: 'text',
      syntax: 'value',
      hint: true,
      suggest: 'processes',
    }),
    ...BINDING_FIELDS,
    field(attribute('tb:separateFrom'), { id: 'separateFrom', kind: 'text', hint: true }),
  ],
};
