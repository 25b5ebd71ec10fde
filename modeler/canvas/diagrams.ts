import { type ModdleElement, manyOf, oneOf } from '../../engine/model/moddle.ts';

export interface DiagramChoice {
  readonly id: string;
  readonly name: string;
}

/** The diagrams one can choose between; those of collapsed sub-processes are reached by going into these. */
export function diagramsOf(definitions: ModdleElement, nameOf: (element: ModdleElement) => string): DiagramChoice[] {
  return manyOf(definitions, 'diagrams').flatMap((diagram): DiagramChoice[] => {
    const plane = oneOf(diagram, 'plane');
    const shown = plane && oneOf(plane, 'bpmnElement');
    if (!shown || !diagram.id || shown.$instanceOf('bpmn:SubProcess')) return [];
    return [{ id: diagram.id, name: String(diagram.get('name') || nameOf(shown) || shown.id) }];
  });
}
