import type { ModdleElement } from '../../../engine/model/moddle.ts';
import { type FieldGroup, field, isAny } from '../field.ts';
import { eventDefinition } from '../moddle.ts';
import { attribute, named, within } from '../places.ts';

const find = (type: string) => (element: ModdleElement) => eventDefinition(element, type);
const signalOf = find('bpmn:SignalEventDefinition');
const errorOf = find('bpmn:ErrorEventDefinition');
const escalationOf = find('bpmn:EscalationEventDefinition');

const catches = (element: ModdleElement): boolean => isAny(element, ['bpmn:CatchEvent']);

export const signal: FieldGroup = {
  id: 'signal',
  appliesTo: (element) => signalOf(element) !== undefined,
  fields: [
    field(within(signalOf, named({ property: 'signalRef', type: 'bpmn:Signal', key: 'name' })), {
      id: 'signalName',
      kind: 'text',
      syntax: 'value',
    }),
  ],
};

/** The variable that takes the code stands at the event; what an older model says at the definition is changed there. */
const codeVariable = field(
  {
    read: (element) => holderOfVariable(element).read(element),
    write: (element, value, create) => holderOfVariable(element).write(element, value, create),
  },
  { id: 'codeVariable', kind: 'text', hint: true, shown: catches },
);

function holderOfVariable(element: ModdleElement) {
  const place = attribute('tb:codeVariable');
  const definition = errorOf(element) ?? escalationOf(element);
  const atDefinition = definition && place.read(definition) !== undefined && place.read(element) === undefined;
  return atDefinition ? within(() => definition, place) : place;
}

export const error: FieldGroup = {
  id: 'error',
  appliesTo: (element) => errorOf(element) !== undefined,
  fields: [
    field(within(errorOf, named({ property: 'errorRef', type: 'bpmn:Error', key: 'errorCode' })), {
      id: 'errorCode',
      kind: 'text',
      hint: true,
    }),
    codeVariable,
  ],
};

export const escalation: FieldGroup = {
  id: 'escalation',
  appliesTo: (element) => escalationOf(element) !== undefined,
  fields: [
    field(within(escalationOf, named({ property: 'escalationRef', type: 'bpmn:Escalation', key: 'escalationCode' })), {
      id: 'escalationCode',
      kind: 'text',
      hint: true,
    }),
    codeVariable,
  ],
};
