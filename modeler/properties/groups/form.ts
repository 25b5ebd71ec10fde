import { extensionsOf } from '../../../engine/model/moddle.ts';
import { type FieldGroup, field, isAny, type ListGroup } from '../field.ts';
import { addExtension, removeExtension } from '../moddle.ts';
import { attribute } from '../places.ts';

/** The form a task shows, or the one an applicant fills in to start the process. */
export const form: FieldGroup = {
  id: 'form',
  appliesTo: (element) => isAny(element, ['bpmn:UserTask', 'bpmn:StartEvent']),
  fields: [field(attribute('tb:form'), { id: 'form', kind: 'text', hint: true, suggest: 'forms' })],
};

const FIELD = 'tb:Field';
const RIGHTS = ['write', 'read', 'required', 'hidden'].map((value) => ({
  value,
  label: `fieldRight-${value}`,
  fixed: true,
}));

/** What may be done here with fields of the form. One that is not named is as the form has it. */
export const fieldRights: ListGroup = {
  id: 'fieldRights',
  tags: ['tb:field'],
  appliesTo: (element) => isAny(element, ['bpmn:UserTask', 'bpmn:StartEvent']),
  items: (element) => extensionsOf(element).filter(({ $type }) => $type === FIELD),
  add: (element, create) => [addExtension(element, create(FIELD, { rights: 'read' }), create)],
  remove: (element, item) => [removeExtension(element, item)],
  fields: [
    field(attribute('name'), { id: 'fieldName', kind: 'text', hint: true }),
    field(attribute('rights'), { id: 'fieldRight', kind: 'choice', options: () => RIGHTS }),
  ],
};

const MASKS = ['text', 'name', 'idNumber', 'phone', 'account', 'address', 'email'].map((value) => ({
  value,
  label: `mask-${value}`,
  fixed: true,
}));

/** Variables of the process that are personal data though no form has them. */
export const personalData: ListGroup = {
  id: 'personalData',
  appliesTo: (element) => isAny(element, ['bpmn:Process']),
  items: (element) => extensionsOf(element).filter(({ $type }) => $type === FIELD),
  add: (element, create) => [addExtension(element, create(FIELD, { mask: 'text' }), create)],
  remove: (element, item) => [removeExtension(element, item)],
  fields: [
    field(attribute('name'), { id: 'fieldName', kind: 'text', hint: true }),
    field(attribute('mask'), { id: 'fieldMask', kind: 'choice', options: () => MASKS }),
  ],
};
