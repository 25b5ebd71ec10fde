import { wordsOf } from '../element-words.ts';
import { type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A drawing shows elements of the model: nodes as shapes with bounds, connections as edges with two points or more (BPMN 2.0.2 §12.2). */
export const diagram: Rule = {
  id: 'diagram',
  check({ document, report }) {
    for (const drawing of manyOf(document.definitions, 'diagrams')) {
      const plane = oneOf(drawing, 'plane');
      if (!plane) report(drawing, withoutPlane(drawing), 'warning');
      for (const drawn of plane ? [plane, ...manyOf(plane, 'planeElement')] : []) {
        const message = mistake(drawn, document.written(drawn, 'bpmnElement'));
        if (message) report(drawn, message, 'warning');
      }
    }
  },
};

const PLANES = ['bpmn:Process', 'bpmn:Collaboration', 'bpmn:SubProcess'];

const EDGES = [
  'bpmn:SequenceFlow',
  'bpmn:MessageFlow',
  'bpmn:Association',
  'bpmn:DataAssociation',
  'bpmn:ConversationLink',
];

function mistake(drawn: ModdleElement, written: string | null): Text | null {
  const element = oneOf(drawn, 'bpmnElement');
  if (!element) return written === null ? drawsNothing(drawn) : null;
  const is = (types: readonly string[]) => types.some((type) => element.$instanceOf(type));
  if (drawn.$type === 'bpmndi:BPMNPlane') return is(PLANES) ? null : wrongKind(drawn, element);
  const isEdge = drawn.$type === 'bpmndi:BPMNEdge';
  if (is(EDGES) !== isEdge) return wrongKind(drawn, element);
  if (isEdge) return manyOf(drawn, 'waypoint').length < 2 ? tooShort(drawn) : null;
  return oneOf(drawn, 'bounds') ? null : withoutBounds(drawn);
}

const withoutPlane = ({ id }: ModdleElement) =>
  text(`Expected the diagram "${id}" to have a plane, but it has none.`, `图“${id}”应有 BPMNPlane，但没有。`);

const drawsNothing = (drawn: ModdleElement) =>
  text(
    `Expected the ${wordsOf(drawn).en} "${drawn.id}" to name a bpmnElement, but it names none.`,
    `${wordsOf(drawn).zh}“${drawn.id}”应有 bpmnElement，但没有。`,
  );

const wrongKind = (drawn: ModdleElement, element: ModdleElement) =>
  text(
    `Expected the ${wordsOf(drawn).en} "${drawn.id}" to draw what is drawn so, but "${element.id}" is of the type ${wordsOf(element).en}.`,
    `${wordsOf(drawn).zh}“${drawn.id}”应绘制相应类型的元素，但“${element.id}”是${wordsOf(element).zh}。`,
  );

const tooShort = ({ id }: ModdleElement) =>
  text(
    `Expected the edge "${id}" to have two waypoints or more, but it has fewer.`,
    `连线“${id}”应至少有两个 waypoint，但不足。`,
  );

const withoutBounds = ({ id }: ModdleElement) =>
  text(`Expected the shape "${id}" to have bounds, but it has none.`, `图形“${id}”应有 Bounds，但没有。`);
