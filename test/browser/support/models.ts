/** Small processes for what the large one does not show. */
import { bpmn, flowIf, flows } from '../../support/bpmn.ts';

const task = (id: string, name: string, groups: string): string =>
  `<userTask id="${id}" name="${name}" tb:form="person"><extensionElements><tb:assignment groups="${groups}"/></extensionElements></userTask>`;

/** Two steps at the window, with every verb. */
export const LETTER = bpmn(
  `<startEvent id="start"/>${task('write', '起草', 'window')}${task('sign', '签发', 'window')}<endEvent id="end"/>${flows('start write sign end')}`,
  { key: 'letter', attributes: 'name="发文" tb:inboxVariables="name"' },
);

const waitsFor = (id: string, message: string): string =>
  `<intermediateCatchEvent id="${id}" name="${message}"><messageEventDefinition messageRef="m_${id}"/></intermediateCatchEvent>`;

const ofApplicant = (id: string, message: string): string =>
  `<message id="m_${id}" name="${message}" tb:senders="applicant"/>`;

/** Waits for three things that only the applicant can say: one in one word, one with a day, one with a choice. */
export const ASKING = bpmn(
  `<startEvent id="start"/><parallelGateway id="all"/>${waitsFor('hearing', 'hearing.requested')}${waitsFor('lease', 'lease.renewed')}
   ${waitsFor('choice', 'duplicate.chosen')}<endEvent id="end"/>
   ${flows('start all hearing end', 'all lease end', 'all choice end')}`,
  {
    key: 'asking',
    attributes: 'name="等待申请人" tb:starters="applicant"',
    definitions: `${ofApplicant('hearing', 'hearing.requested')}${ofApplicant('lease', 'lease.renewed')}${ofApplicant('choice', 'duplicate.chosen')}`,
  },
);

/** Whoever examines does not approve: one of the window leaves it to the other. */
export const TWO_HANDS = bpmn(
  `<startEvent id="start"/>${task('examine', '核验', 'window')}
   <userTask id="approve" name="审批" tb:separateFrom="examine"><extensionElements><tb:assignment groups="window" empty="admin" self="approve"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start examine approve end')}`,
  { key: 'two-hands', attributes: 'name="双人办理"' },
);

/** At least two characters. The browser counts UTF-16 units, the server characters: of a rare one they do not think alike. */
export const PERSON_FORM = JSON.stringify({
  type: 'default',
  id: 'person',
  schemaVersion: 18,
  components: [
    {
      id: 'Field_name',
      type: 'textfield',
      key: 'name',
      label: '姓名',
      validate: { required: true, minLength: 2 },
      properties: { level: '2' },
    },
  ],
});

/** Has no way to go until `ready` is true. */
export const STUCK = bpmn(
  `<startEvent id="start"/><exclusiveGateway id="ready" name="就绪？"/><endEvent id="end"/>${flows('start ready')}${flowIf('ready', 'end', 'ready = true')}`,
  { key: 'stuck', attributes: 'name="等待就绪"' },
);

/** Asks the licence library, and nothing else. */
export const LICENCE_CHECK = bpmn(
  `<startEvent id="start"/><serviceTask id="ask" name="查证照" tb:topic="licence-library.fetch" tb:purpose="核验"/><endEvent id="end"/>${flows('start ask end')}`,
  { key: 'licence-check', attributes: 'name="证照核验"' },
);

/** Its gateway leads nowhere: it cannot be deployed. */
export const BROKEN = bpmn(
  `<startEvent id="start"/><exclusiveGateway id="nowhere" name="去哪？"/>${flows('start nowhere')}<userTask id="lonely" name="无人到达"/>`,
  { key: 'broken' },
);

/** Two activities that somebody begins when they are needed. */
export const VISITS = bpmn(
  `<startEvent id="start"/><adHocSubProcess id="visits" name="核查"><userTask id="visit" name="现场核查"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
    <userTask id="call" name="电话核实"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
    <completionCondition>done = true</completionCondition></adHocSubProcess><endEvent id="end"/>${flows('start visits end')}`,
  { key: 'inspection', attributes: 'name="核查"' },
);

/** Either of two is done, and then both are waited for: no case comes to its end. With a diagram. */
export const STANDSTILL = bpmn(
  `<startEvent id="start" name="收到"/><exclusiveGateway id="which" name="哪一类？" default="which_b"/>${task('a', '审查甲', 'window')}${task('b', '审查乙', 'window')}
    <parallelGateway id="both" name="汇总"/><endEvent id="end" name="办结"/>${flows('start which b both end', 'a both')}${flowIf('which', 'a', 'kind = "a"')}`,
  { key: 'standstill', attributes: 'name="等不到的汇总"' },
).replace('</definitions>', () => `${standstillDiagram()}</definitions>`);

/** Either of two examines, with a diagram. */
export const TWO_DESKS = STANDSTILL.replaceAll('standstill', 'two-desks')
  .replace('name="等不到的汇总"', 'name="分件审查"')
  .replace('<parallelGateway id="both"', '<exclusiveGateway id="both"')
  .replaceAll(' tb:form="person"', '');

function standstillDiagram(): string {
  const boxes: [string, number, number, number, number][] = [
    ['start', 160, 102, 36, 36],
    ['which', 250, 95, 50, 50],
    ['a', 360, 40, 100, 80],
    ['b', 360, 160, 100, 80],
    ['both', 520, 95, 50, 50],
    ['end', 640, 102, 36, 36],
  ];
  const middle = new Map(boxes.map(([id, x, y, width, height]) => [id, [x + width / 2, y + height / 2] as const]));
  const edges = ['start_which', 'which_a', 'which_b', 'a_both', 'b_both', 'both_end'];
  const point = (id: string) => `<di:waypoint x="${middle.get(id)?.[0]}" y="${middle.get(id)?.[1]}"/>`;
  return `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="standstill">
    ${boxes.map(([id, x, y, width, height]) => `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`).join('')}
    ${edges.map((id) => `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${id.split('_').map(point).join('')}</bpmndi:BPMNEdge>`).join('')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
}

/** A promise and a limit of the law for the whole, working days for a step. */
export const LICENCE = bpmn(
  `<extensionElements><tb:limit clock="statutory" value="20" unit="工作日" basis="行政许可法 42"/><tb:limit clock="promised" value="10" unit="工作日"/></extensionElements>
   <startEvent id="start"/><userTask id="review" name="审查"><extensionElements><tb:assignment groups="window"/><tb:limit value="5" unit="工作日"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start review end')}`,
  { key: 'licence', attributes: 'name="许可"' },
);

const LAW = `<extensionElements>
  <tb:limit clock="statutory" value="20" unit="工作日" startsAfter="accept" basis="行政许可法 42" extension="10"/>
  <tb:conduct organ="市场监管局" organEn="Market regulation bureau" leads="supervision" organHeads="feng.decider" correctionDays="15" toleranceDays="20" extensionCap="10" suspensionMax="60"/>
  <tb:material code="M01" name="申请书" nameEn="Application form"/><tb:material code="M02" name="场地证明" nameEn="Proof of premises"/><tb:material code="M03" name="平面图" nameEn="Floor plan" tolerated="true"/>
  <tb:specialProcedure kind="hearing" name="听证" nameEn="Hearing"/>
  <tb:suspensionReason code="court" name="有关诉讼未决" nameEn="A lawsuit is pending" basis="行政许可法实施办法 20"/><tb:suspensionReason code="internal" name="内部协调" nameEn="Internal coordination"/>
</extensionElements>`;

/** The window accepts, who has the power decides, each with every verb of procedure that belongs there. */
export const BY_LAW = bpmn(
  `${LAW}<startEvent id="start"/>
   <userTask id="accept" name="受理审查" tb:milestone="accepted"
     tb:operations="claim,release,complete,transfer,comment,correct,request-supplement,supplement,decline-acceptance,accept-tolerantly,hand-on,take-back">
     <extensionElements><tb:assignment groups="window"/><tb:limit value="5" unit="工作日"/></extensionElements></userTask>
   <userTask id="decide" name="决定" tb:deciders="deciders"
     tb:operations="claim,complete,transfer,refuse,apply-suspension,start-special-procedure,end-special-procedure,issue-document">
     <extensionElements><tb:assignment groups="deciders"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start accept decide end')}`,
  { key: 'by-law', attributes: 'name="依法办理" tb:starters="applicant,clerk"' },
);

const BY_HAND = '<error id="byHand" errorCode="by-hand"/>';

/** Asks the licence library once, and leaves it to the window where that comes to nothing. */
export const LICENCE_BY_HAND = bpmn(
  `<startEvent id="start"/><serviceTask id="ask" name="查证照" tb:topic="licence-library.fetch" tb:purpose="核验" tb:retry="R1/PT1S" tb:manualPath="by-hand"/>
   <boundaryEvent id="hand" attachedToRef="ask"><errorEventDefinition errorRef="byHand"/></boundaryEvent>
   <userTask id="person" name="人工核验证照"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <endEvent id="end"/><endEvent id="other"/>${flows('start ask end', 'hand person other')}`,
  { key: 'licence-by-hand', definitions: BY_HAND, attributes: 'name="证照核验（可转人工）"' },
);

/** Revokes a licence: something a department does, and must not do twice. */
export const LICENCE_REVOKE = bpmn(
  `<startEvent id="start"/><serviceTask id="revoke" name="注销证照" tb:topic="licence-library.revoke" tb:purpose="注销"/><endEvent id="end"/>${flows('start revoke end')}`,
  { key: 'licence-revoke', attributes: 'name="证照注销"' },
);

/** Names in both languages, in a pool; the end has only an English one. Written as the modeler writes it. */
export const BILINGUAL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:tb="urn:tongban:bpmn:1" id="Definitions" targetNamespace="urn:tongban:processes">
  <bpmn:collaboration id="parties">
    <bpmn:participant id="pool" name="单位" tb:nameEn="Office" processRef="bilingual" />
  </bpmn:collaboration>
  <bpmn:process id="bilingual" name="许可" tb:nameEn="Licence" isExecutable="true">
    <bpmn:startEvent id="start" name="申请" tb:nameEn="Apply">
      <bpmn:outgoing>start_check</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="check" name="审查" tb:nameEn="Check">
      <bpmn:incoming>start_check</bpmn:incoming>
      <bpmn:outgoing>check_end</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="end" tb:nameEn="Done">
      <bpmn:incoming>check_end</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="start_check" sourceRef="start" targetRef="check" />
    <bpmn:sequenceFlow id="check_end" sourceRef="check" targetRef="end" />
    <bpmn:textAnnotation id="note" tb:nameEn="Look twice">
      <bpmn:text>复核</bpmn:text>
    </bpmn:textAnnotation>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="parties">
      <bpmndi:BPMNShape id="pool_di" bpmnElement="pool" isHorizontal="true">
        <dc:Bounds x="120" y="80" width="480" height="220" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="note_di" bpmnElement="note">
        <dc:Bounds x="420" y="90" width="100" height="30" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="202" y="172" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="209" y="215" width="22" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="check_di" bpmnElement="check">
        <dc:Bounds x="300" y="150" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_di" bpmnElement="end">
        <dc:Bounds x="472" y="172" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="start_check_di" bpmnElement="start_check">
        <di:waypoint x="238" y="190" />
        <di:waypoint x="300" y="190" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="check_end_di" bpmnElement="check_end">
        <di:waypoint x="400" y="190" />
        <di:waypoint x="472" y="190" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

const shapeAt = (id: string, x: number, y: number, width = 100, height = 80): string =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;
const wayOf = (id: string, ...points: readonly (readonly [number, number])[]): string =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`;

/** Between a task and what follows it, far to the right, stands another that is not connected to it. */
export const CROWDED = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="Definitions" targetNamespace="urn:tongban:processes">
  <bpmn:process id="crowded" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>start_first</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="first"><bpmn:incoming>start_first</bpmn:incoming></bpmn:userTask>
    <bpmn:userTask id="neighbour" />
    <bpmn:userTask id="below" />
    <bpmn:sequenceFlow id="start_first" sourceRef="start" targetRef="first" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram"><bpmndi:BPMNPlane id="Plane" bpmnElement="crowded">
    ${shapeAt('start', 182, 222, 36, 36)}${shapeAt('first', 280, 200)}${shapeAt('neighbour', 430, 200)}${shapeAt('below', 430, 310)}
    ${wayOf('start_first', [218, 240], [280, 240])}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
