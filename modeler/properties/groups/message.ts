import { isElement, type ModdleElement } from '../../../engine/model/moddle.ts';
import { isDuration } from '../../../engine/model/time/duration.ts';
import { type FieldGroup, field, isAny, type Place } from '../field.ts';
import { attributeText, change, eventDefinition } from '../moddle.ts';
import { attribute, named, within } from '../places.ts';

/** What refers to the message: the definition inside an event, or the task itself. */
function bearerOf(element: ModdleElement): ModdleElement | undefined {
  if (isAny(element, ['bpmn:ReceiveTask', 'bpmn:SendTask'])) return element;
  return eventDefinition(element, 'bpmn:MessageEventDefinition');
}

function messageOf(element: ModdleElement): ModdleElement | undefined {
  const message = bearerOf(element)?.get('messageRef');
  return isElement(message) ? message : undefined;
}

const throws = (element: ModdleElement): boolean => isAny(element, ['bpmn:ThrowEvent', 'bpmn:SendTask']);

/** Said at the event, at its definition or at the message; the nearest counts, and is the one that is changed. */
const nearest = (name: string): Place => {
  const holders = (element: ModdleElement) =>
    [element, bearerOf(element), messageOf(element)].filter((holder) => holder !== undefined);
  const holderOf = (element: ModdleElement) =>
    holders(element).find((holder) => attributeText(holder, name) !== undefined);
  return {
    at: name,
    read: (element) => {
      const holder = holderOf(element);
      return holder && attributeText(holder, name);
    },
    write: (element, value) => [change(holderOf(element) ?? element, { [name]: value })],
  };
};

const refersTo = (element: ModdleElement): boolean => messageOf(element) !== undefined;

export const message: FieldGroup = {
  id: 'message',
  appliesTo: (element) =>
    bearerOf(element) !== undefined &&
    !(isAny(element, ['bpmn:SendTask']) && attributeText(element, 'tb:topic') !== undefined),
  fields: [
    field(within(bearerOf, named({ property: 'messageRef', type: 'bpmn:Message', key: 'name' })), {
      id: 'messageName',
      kind: 'text',
      syntax: 'value',
      hint: true,
    }),
    field(nearest('tb:correlationKey'), {
      id: 'correlationKey',
      kind: 'text',
      syntax: 'value',
      hint: true,
      shown: refersTo,
    }),
    field(nearest('tb:timeToLive'), {
      id: 'timeToLive',
      kind: 'text',
      hint: true,
      shown: (element) => refersTo(element) && throws(element),
      refuses: (value) => (isDuration(value) ? undefined : 'duration'),
    }),
    field(nearest('tb:senders'), {
      id: 'senders',
      kind: 'text',
      hint: true,
      suggest: 'groups',
      shown: (element) => refersTo(element) && !throws(element),
    }),
  ],
};

/** Links lead from a throwing event to the catching one of the same name. */
const linkOf = (element: ModdleElement): ModdleElement | undefined =>
  eventDefinition(element, 'bpmn:LinkEventDefinition');

export const link: FieldGroup = {
  id: 'link',
  appliesTo: (element) => linkOf(element) !== undefined,
  fields: [field(within(linkOf, attribute('name')), { id: 'linkName', kind: 'text', hint: true })],
};
