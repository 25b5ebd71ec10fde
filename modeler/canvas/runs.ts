/** What the menus offer: only what the engine executes, so that nobody draws what cannot be deployed. */
import type { ElementType, EventKind } from '../../engine/model/graph.ts';
import { EVENT_CELLS, type EventPosition, EXECUTED_ELEMENTS } from '../../engine/model/support.ts';

/** An element as the menus of bpmn-js describe it. */
export interface Target {
  readonly type: string;
  readonly eventDefinitionType?: string;
  readonly isInterrupting?: boolean;
  readonly cancelActivity?: boolean;
  readonly instantiate?: boolean;
  readonly triggeredByEvent?: boolean;
  readonly isExpanded?: boolean;
}

const POSITIONS: Readonly<Record<string, (target: Target) => readonly EventPosition[]>> = {
  'bpmn:StartEvent': ({ isInterrupting }) => (isInterrupting === false ? ['E-'] : ['S', 'E+', 'N']),
  'bpmn:IntermediateCatchEvent': () => ['C'],
  'bpmn:IntermediateThrowEvent': () => ['T'],
  'bpmn:BoundaryEvent': ({ cancelActivity }) => (cancelActivity === false ? ['B-'] : ['B+']),
  'bpmn:EndEvent': () => ['X'],
};

/** Elements that are no flow nodes describe for people; they are always offered. */
const DESCRIBE = new Set(['participant', 'dataObjectReference', 'dataStoreReference', 'group', 'textAnnotation']);

export function runs(target: Target): boolean {
  const positions = POSITIONS[target.type];
  if (positions) return positions(target).some((position) => EVENT_CELLS.get(`${kindOf(target)}/${position}`));
  const name = lowerFirst(target.type.replace(/^bpmn:/, ''));
  return !target.instantiate && (DESCRIBE.has(name) || EXECUTED_ELEMENTS.has(name as ElementType));
}

function kindOf({ eventDefinitionType }: Target): EventKind | 'none' {
  if (!eventDefinitionType) return 'none';
  const name = lowerFirst(eventDefinitionType.replace(/^bpmn:(\w+)EventDefinition$/, '$1'));
  return (name === 'compensate' ? 'compensation' : name) as EventKind;
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
