import type { ModdleElement } from '../../../engine/model/moddle.ts';
import { BINDING_FIELDS } from '../binding.ts';
import { type Field, type FieldGroup, field, isAny } from '../field.ts';
import { attributeText, change } from '../moddle.ts';
import { attribute } from '../places.ts';

const asks = (element: ModdleElement): boolean => attributeText(element, 'tb:decision') !== undefined;

/** What is said about a decision that is no longer asked goes with it. */
const decision = field(
  {
    at: 'tb:decision',
    read: (element) => attributeText(element, 'tb:decision'),
    write: (element, value) => [
      change(
        element,
        value === undefined ? Object.fromEntries(PARTS.map((name) => [name, undefined])) : { 'tb:decision': value },
      ),
    ],
  },
  { id: 'decision', kind: 'text', syntax: 'value', hint: true, suggest: 'decisions' },
);

const PARTS = ['tb:decision', 'tb:binding', 'tb:version', 'tb:versionTag', 'tb:resultVariable'];

const onlyWhenAsked = (one: Field): Field => ({
  ...one,
  shown: (element) => asks(element) && (one.shown?.(element) ?? true),
});

/** The decision (DMN) that a business rule or service task asks, in which version, and where its result goes. */
export const decisionTask: FieldGroup = {
  id: 'decision',
  appliesTo: (element) => isAny(element, ['bpmn:BusinessRuleTask', 'bpmn:ServiceTask']),
  fields: [
    decision,
    ...[
      ...BINDING_FIELDS,
      field(attribute('tb:resultVariable'), { id: 'resultVariable', kind: 'text', hint: true }),
    ].map(onlyWhenAsked),
  ],
};
