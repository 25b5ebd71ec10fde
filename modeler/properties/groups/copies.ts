import { extensionsOf, type ModdleElement } from '../../../engine/model/moddle.ts';
import { field, isAny, type ListGroup, type Option } from '../field.ts';
import { addExtension, removeExtension } from '../moddle.ts';
import { attribute, textFlag } from '../places.ts';

const TYPE = 'tb:Copy';

/** A process is told of at its start and its end, an activity when it is entered and left. */
const times = (copy: ModdleElement): readonly Option[] => {
  const around: ModdleElement | undefined = copy.$parent?.$parent;
  const last = around && isAny(around, ['bpmn:Process']) ? 'end' : 'completion';
  return ['entry', last].map((value) => ({ value, label: `copy-${value}`, fixed: true }));
};

/** Who is told when. */
export const copies: ListGroup = {
  id: 'copies',
  tags: ['tb:copy'],
  appliesTo: (element) => isAny(element, ['bpmn:Activity', 'bpmn:Process']),
  items: (element) => extensionsOf(element).filter(({ $type }) => $type === TYPE),
  add: (element, create) => [addExtension(element, create(TYPE, { at: 'entry' }), create)],
  remove: (element, item) => [removeExtension(element, item)],
  fields: [
    field(attribute('at'), { id: 'copyAt', kind: 'choice', options: times }),
    field(attribute('users'), { id: 'copyUsers', kind: 'text', syntax: 'value', suggest: 'users' }),
    field(attribute('groups'), { id: 'copyGroups', kind: 'text', syntax: 'value', suggest: 'groups' }),
    field(textFlag('applicant'), { id: 'copyApplicant', kind: 'flag' }),
    field(attribute('fields'), { id: 'copyFields', kind: 'text', hint: true }),
    field(attribute('text'), { id: 'copyText', kind: 'text', syntax: 'value' }),
    field(textFlag('again'), { id: 'copyAgain', kind: 'flag', hint: true }),
  ],
};
