import { type FieldGroup, field, isAny } from '../field.ts';
import { attribute } from '../places.ts';

/** The form a task shows, or the one an applicant fills in to start the process. */
export const form: FieldGroup = {
  id: 'form',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask', 'bpmn:StartEvent']),
  fields: [field(attribute('tb:form'), { id: 'form', kind: 'text', hint: true, suggest: 'forms' })],
};
