/** Small processes for what the large one does not show. */
import { bpmn, flowIf, flows } from '../../support/bpmn.ts';

const task = (id: string, name: string, groups: string): string =>
  `<userTask id="${id}" name="${name}" tb:form="person"><extensionElements><tb:assignment groups="${groups}"/></extensionElements></userTask>`;

/** Two steps at the window, with every verb. */
export const LETTER = bpmn(
  `<startEvent id="start"/>${task('write', '起草', 'window')}${task('sign', '签发', 'window')}<endEvent id="end"/>${flows('start write sign end')}`,
  { key: 'letter', attributes: 'name="发文"' },
);

/** At least two characters. The browser counts UTF-16 units, the server characters: of a rare one they do not think alike. */
export const PERSON_FORM = JSON.stringify({
  type: 'default',
  id: 'person',
  schemaVersion: 18,
  components: [
    { id: 'Field_name', type: 'textfield', key: 'name', label: '姓名', validate: { required: true, minLength: 2 } },
  ],
});

/** Has no way to go until `ready` is true. */
export const STUCK = bpmn(
  `<startEvent id="start"/><exclusiveGateway id="ready" name="就绪？"/><endEvent id="end"/>${flows('start ready')}${flowIf('ready', 'end', 'ready = true')}`,
  { key: 'stuck', attributes: 'name="等待就绪"' },
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
