import { type ModdleElement, oneOf } from '../../../engine/model/moddle.ts';
import { type FieldGroup, field, isAny, type Place } from '../field.ts';
import { type Change, change, flowsFrom } from '../moddle.ts';
import { expression } from '../places.ts';

/** Elements that choose among the flows that leave them (BPMN 2.0.2 §8.3.13). */
const CHOOSERS = ['bpmn:Activity', 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

const chooses = (element: ModdleElement): boolean => isAny(element, CHOOSERS);

function sourceOf(flow: ModdleElement): ModdleElement | undefined {
  const source = oneOf(flow, 'sourceRef');
  return source && chooses(source) ? source : undefined;
}

const isDefault = (flow: ModdleElement): boolean => {
  const source = sourceOf(flow);
  return source !== undefined && oneOf(source, 'default') === flow;
};

/** A default flow has no condition: it is taken when no other is. */
function makeDefault(source: ModdleElement, flow: ModdleElement | undefined): Change[] {
  const bare = flow && oneOf(flow, 'conditionExpression') ? [change(flow, { conditionExpression: undefined })] : [];
  return [...bare, change(source, { default: flow })];
}

const defaultFlag: Place = {
  read: (flow) => (isDefault(flow) ? 'true' : undefined),
  write(flow, value) {
    const source = sourceOf(flow);
    return source ? makeDefault(source, value === 'true' ? flow : undefined) : [];
  },
};

/** When a flow is taken. */
export const condition: FieldGroup = {
  id: 'condition',
  appliesTo: (element) => isAny(element, ['bpmn:SequenceFlow']) && sourceOf(element) !== undefined,
  fields: [
    field(defaultFlag, { id: 'isDefault', kind: 'flag', hint: true }),
    field(expression('conditionExpression'), {
      id: 'condition',
      kind: 'lines',
      syntax: 'feel',
      hint: true,
      shown: (flow) => !isDefault(flow),
    }),
  ],
};

/** The same choice, seen from the element that chooses. */
export const defaultFlow: FieldGroup = {
  id: 'defaultFlow',
  appliesTo: (element) => chooses(element) && flowsFrom(element).length > 1,
  fields: [
    field(
      {
        read: (element) => oneOf(element, 'default')?.id,
        write: (element, value) =>
          makeDefault(
            element,
            flowsFrom(element).find(({ id }) => id === value),
          ),
      },
      {
        id: 'defaultFlow',
        kind: 'choice',
        hint: true,
        options: (element) => [
          { value: '', label: 'noDefault', fixed: true },
          ...flowsFrom(element).map((flow) => ({ value: flow.id ?? '', label: nameOfFlow(flow) })),
        ],
      },
    ),
  ],
};

function nameOfFlow(flow: ModdleElement): string {
  const target = oneOf(flow, 'targetRef');
  return String(flow.get('name') || `→ ${target?.get('name') || target?.id || flow.id}`);
}
