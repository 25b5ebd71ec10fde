/** Our groups in the properties panel; there is no other provider. */
import { ListGroup as ListGroupComponent } from '@bpmn-io/properties-panel';
import type { ModdleElement } from '../../engine/model/moddle.ts';
import { textOf } from '../../engine/model/moddle.ts';
import type { FieldGroup, ListGroup } from '../properties/field.ts';
import { groupsOf, isList } from '../properties/groups.ts';
import { entryOf, type PanelContext } from './field-entry.ts';

interface Drawn {
  readonly id: string;
  readonly businessObject: ModdleElement;
}

/** Opened at once: what nearly every element is looked at for. */
const OPEN = new Set([
  'general',
  'process',
  'assignment',
  'form',
  'work',
  'department',
  'script',
  'condition',
  'timer',
  'message',
]);

export const panelProvider = (context: PanelContext) => ({
  getGroups: (element: Drawn) => () =>
    groupsOf(element.businessObject, context.contracts()).map((group) =>
      isList(group) ? listGroup(element, group, context) : fieldGroup(element, group, context),
    ),
});

function fieldGroup(element: Drawn, group: FieldGroup, context: PanelContext) {
  const subject = element.businessObject;
  return {
    id: group.id,
    label: context.text(`modeler.group.${group.id}`),
    shouldOpen: OPEN.has(group.id),
    entries: group.fields
      .filter((field) => field.shown?.(subject) ?? true)
      .map((field) => entryOf({ id: field.id, element, field, subject, context })),
  };
}

function listGroup(element: Drawn, group: ListGroup, context: PanelContext) {
  const subject = element.businessObject;
  return {
    id: group.id,
    label: context.text(`modeler.group.${group.id}`),
    component: ListGroupComponent,
    translate: context.translate,
    add: (event: Event) => {
      event.stopPropagation();
      context.apply(element, group.add(subject, context.create));
    },
    items: group.items(subject).map((item, index) => ({
      id: `${group.id}-${index}`,
      label: textOf(item, 'target') ?? '',
      autoFocusEntry: `${group.id}-${index}-${group.fields[0]?.id}`,
      remove: (event: Event) => {
        event.stopPropagation();
        context.apply(element, group.remove(subject, item));
      },
      entries: group.fields.map((field) =>
        entryOf({ id: `${group.id}-${index}-${field.id}`, element, field, subject: item, context }),
      ),
    })),
  };
}
