import { type ModdleElement, oneOf } from '../../../engine/model/moddle.ts';
import { type Field, type FieldGroup, field, type Place } from '../field.ts';
import { attribute, expression, flag, wholeNumber, within } from '../places.ts';

const loopOf = (type: string) => (element: ModdleElement) => {
  const loop = oneOf(element, 'loopCharacteristics');
  return loop?.$type === type ? loop : undefined;
};
const itemsOf = loopOf('bpmn:MultiInstanceLoopCharacteristics');
const repeatOf = loopOf('bpmn:StandardLoopCharacteristics');

const ofItems = (place: Place, rest: Omit<Field, keyof Place>): Field => field(within(itemsOf, place), rest);
const hasCollection = (element: ModdleElement): boolean => itemsOf(element)?.get('tb:collection') !== undefined;
const hasOutput = (element: ModdleElement): boolean => itemsOf(element)?.get('tb:outputCollection') !== undefined;

/** An activity that is done once per item (BPMN 2.0.2 §13.3.7). */
export const multiInstance: FieldGroup = {
  id: 'multiInstance',
  appliesTo: (element) => itemsOf(element) !== undefined,
  fields: [
    ofItems(flag('isSequential'), { id: 'sequential', kind: 'flag' }),
    ofItems(attribute('tb:collection'), { id: 'collection', kind: 'text', syntax: 'feel', hint: true }),
    ofItems(attribute('tb:elementVariable'), { id: 'elementVariable', kind: 'text', shown: hasCollection }),
    ofItems(expression('loopCardinality'), { id: 'cardinality', kind: 'text', syntax: 'feel', hint: true }),
    ofItems(attribute('tb:outputCollection'), { id: 'outputCollection', kind: 'text', hint: true }),
    ofItems(attribute('tb:outputElement'), {
      id: 'outputElement',
      kind: 'text',
      syntax: 'value',
      hint: true,
      shown: hasOutput,
    }),
    ofItems(expression('completionCondition'), {
      id: 'completionCondition',
      kind: 'text',
      syntax: 'feel',
      hint: true,
    }),
  ],
};

const ofRepeat = (place: Place, rest: Omit<Field, keyof Place>): Field => field(within(repeatOf, place), rest);

/** An activity that is repeated (BPMN 2.0.2 §13.3.6). */
export const standardLoop: FieldGroup = {
  id: 'standardLoop',
  appliesTo: (element) => repeatOf(element) !== undefined,
  fields: [
    ofRepeat(expression('loopCondition'), { id: 'loopCondition', kind: 'text', syntax: 'feel', hint: true }),
    ofRepeat(wholeNumber('loopMaximum'), {
      id: 'loopMaximum',
      kind: 'text',
      refuses: (value) => (/^[1-9]\d*$/.test(value) ? undefined : 'wholeNumber'),
    }),
    ofRepeat(flag('testBefore'), { id: 'testBefore', kind: 'flag' }),
  ],
};
