import { extensionsOf, type ModdleElement } from '../../../engine/model/moddle.ts';
import { field, isAny, type ListGroup } from '../field.ts';
import { addExtension, removeExtension } from '../moddle.ts';
import { attribute, tagOf } from '../places.ts';

/** Variables that are passed in or out, one after the other. */
function mappings(id: string, type: string, appliesTo: ListGroup['appliesTo']): ListGroup {
  return {
    id,
    tags: [tagOf(type)],
    appliesTo,
    items: (element) => extensionsOf(element).filter(({ $type }) => $type === type),
    add: (element, create) => [addExtension(element, create(type), create)],
    remove: (element, item) => [removeExtension(element, item)],
    fields: [
      field(attribute('target'), { id: 'mappingTarget', kind: 'text' }),
      field(attribute('source'), { id: 'mappingSource', kind: 'text', syntax: 'value' }),
    ],
  };
}

/** What an element does in a scope of its own. */
const isActivity = (element: ModdleElement): boolean => isAny(element, ['bpmn:Activity']);

export const inputs = mappings(
  'inputs',
  'tb:Input',
  (element) => isActivity(element) || isAny(element, ['bpmn:ThrowEvent']),
);

export const outputs = mappings(
  'outputs',
  'tb:Output',
  (element) => isActivity(element) || isAny(element, ['bpmn:CatchEvent']),
);
