import { bpmn, flows, undone } from '../../support/bpmn.ts';
import { END, event, type Fixtures, PLAIN, START, TIMER, through } from './fixture.ts';

const undoable = (more = ''): string =>
  `${START}${undone('a', { tag: 'task' }).replace('userTask', 'task')}${END}${flows('s a e')}${more}`;

const UNDONE = { body: undoable() };

const association = (id: string, source: string, target: string): string =>
  `<association id="${id}" sourceRef="${source}" targetRef="${target}" associationDirection="One"/>`;

const UNDO = (id: string): string =>
  `<subProcess id="${id}" triggeredByEvent="true">${event(`startEvent id="s_${id}"`, 'compensate')}<endEvent id="e_${id}"/>${flows(`s_${id} e_${id}`)}</subProcess>`;

const sub = (inside: string): string =>
  through(
    'sub',
    `<subProcess id="sub"><startEvent id="s1"/><endEvent id="e1"/>${flows('s1 e1')}${inside}</subProcess>`,
  );

const cancelled = (boundaries: string): string =>
  `${through('t', `<transaction id="t"><startEvent id="s1"/><endEvent id="e1"><cancelEventDefinition/></endEvent>${flows('s1 e1')}</transaction>`)}${boundaries}`;

const cancel = (id: string): string =>
  `${event(`boundaryEvent id="${id}" attachedToRef="t"`, 'cancel')}${flows(`${id} e`)}`;

const lanes = (first: string, second: string): string =>
  `${PLAIN}<laneSet id="ls"><lane id="l1">${first}</lane><lane id="l2">${second}</lane></laneSet>`;

const holds = (id: string): string => `<flowNodeRef>${id}</flowNodeRef>`;

const SECOND = '<process id="other" isExecutable="true"><task id="t"/></process>';

const NAMESPACES =
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"';

/** A process with a diagram after it. */
const drawn = (diagram: string): { xml: string } => ({
  xml: bpmn(PLAIN)
    .replace('<definitions ', `<definitions ${NAMESPACES} `)
    .replace('</definitions>', `${diagram}</definitions>`),
});

const plane = (inside: string, element = 'process'): { xml: string } =>
  drawn(
    `<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="${element}">${inside}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
  );

const BOUNDS = '<dc:Bounds x="0" y="0" width="100" height="80"/>';
const POINT = '<di:waypoint x="0" y="0"/>';

const shape = (attributes: string, inside = BOUNDS): string =>
  `<bpmndi:BPMNShape id="S" ${attributes}>${inside}</bpmndi:BPMNShape>`;
const edge = (attributes: string, inside = POINT + POINT): string =>
  `<bpmndi:BPMNEdge id="E" ${attributes}>${inside}</bpmndi:BPMNEdge>`;

const SHAPE = plane(shape('bpmnElement="a"'));
const EDGE = plane(edge('bpmnElement="s_a"'));

export const COMPENSATION: Fixtures = {
  'compensation-no-flow': { valid: UNDONE, invalid: { body: undoable(flows('undo_a e')), at: ['undo_a'] } },
  'compensation-one': {
    valid: UNDONE,
    invalid: { body: `${PLAIN}${event('boundaryEvent id="b" attachedToRef="a"', 'compensate')}`, at: ['b'] },
  },
  'compensation-only-one': {
    valid: UNDONE,
    invalid: {
      body: undoable(`<task id="undo2" isForCompensation="true"/>${association('as2', 'on_a', 'undo2')}`),
      at: ['on_a'],
    },
  },
  'compensation-marked': {
    valid: UNDONE,
    invalid: {
      body: undoable().replace(' isForCompensation="true"', ''),
      at: ['on_a'],
      also: ['warning unreachable-node undo_a'],
    },
  },
  'compensation-used': {
    valid: UNDONE,
    invalid: { body: undoable('<task id="undo2" isForCompensation="true"/>'), at: ['undo2'] },
  },
  'compensation-boundary-flow': { valid: UNDONE, invalid: { body: undoable(flows('on_a e')), at: ['on_a'] } },
  'compensation-events': {
    valid: UNDONE,
    invalid: {
      body: undoable(`<boundaryEvent id="b" attachedToRef="undo_a">${TIMER}</boundaryEvent>${flows('b e')}`),
      at: ['undo_a'],
    },
  },
  'compensation-one-way': {
    valid: { body: sub(UNDO('u1')) },
    invalid: { body: sub(UNDO('u1') + UNDO('u2')), at: ['u1', 'u2'] },
  },
  'compensation-event-sub-process': {
    valid: { body: sub(UNDO('u1')) },
    invalid: { body: `${PLAIN}${UNDO('u1')}`, at: ['u1'] },
  },
  'compensation-self': {
    valid: UNDONE,
    invalid: {
      body: undoable(
        `${event('boundaryEvent id="b" attachedToRef="undo_a"', 'compensate')}<task id="undo2" isForCompensation="true"/>${association('as2', 'b', 'undo2')}`,
      ),
      at: ['b'],
    },
  },
  'cancel-way-out': { valid: { body: cancelled(cancel('b')) }, invalid: { body: cancelled(''), at: ['e1'] } },
  'cancel-one': {
    valid: { body: cancelled(cancel('b')) },
    invalid: { body: cancelled(cancel('b') + cancel('b2')), at: ['b', 'b2'] },
  },
  'lane-one': {
    valid: { body: lanes(holds('s'), holds('a')) },
    invalid: { body: lanes(holds('a'), holds('a')), at: ['l2'] },
  },
  'lane-process': {
    valid: { body: lanes(holds('s'), ''), definitions: SECOND },
    invalid: { body: lanes(holds('t'), ''), definitions: SECOND, at: ['l1'] },
  },
  'lane-node': { valid: { body: lanes(holds('s'), '') }, invalid: { body: lanes(holds('s_a'), ''), at: ['l1'] } },
  'diagram-plane': { valid: SHAPE, invalid: { ...drawn('<bpmndi:BPMNDiagram id="D"/>'), at: ['D'] } },
  'diagram-plane-element': { valid: SHAPE, invalid: { ...plane('', 'a'), at: ['P'] } },
  'diagram-shape-element': { valid: SHAPE, invalid: { ...plane(shape('')), at: ['S'] } },
  'diagram-shape-resolves': { valid: SHAPE, invalid: { ...plane(shape('bpmnElement="gone"')), at: ['S'] } },
  'diagram-shape-kind': { valid: SHAPE, invalid: { ...plane(shape('bpmnElement="s_a"')), at: ['S'] } },
  'diagram-shape-bounds': { valid: SHAPE, invalid: { ...plane(shape('bpmnElement="a"', '')), at: ['S'] } },
  'diagram-edge-kind': { valid: EDGE, invalid: { ...plane(edge('bpmnElement="a"')), at: ['E'] } },
  'diagram-edge-points': { valid: EDGE, invalid: { ...plane(edge('bpmnElement="s_a"', POINT)), at: ['E'] } },
};
