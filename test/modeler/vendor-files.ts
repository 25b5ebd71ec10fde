/** One small approval as tools of the field write it: their namespaces, their order, their habits. */
const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DIAGRAM =
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"';
const ECLIPSE_DIAGRAM =
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI"';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

interface Style {
  /** With its colon; empty for the default namespace. */
  readonly prefix: string;
  readonly head: string;
  readonly dc?: string;
  readonly di?: string;
  /** Around references to elements of the file. */
  readonly ref?: (id: string) => string;
  readonly task?: string;
  readonly inTask?: string;
  readonly inProcess?: string;
  readonly inShape?: string;
  readonly shape?: string;
  readonly root?: string;
  readonly declaration?: string;
}

function file(style: Style): string {
  const {
    prefix: p,
    head,
    dc = 'dc',
    di = 'di',
    ref = (id) => id,
    declaration = '<?xml version="1.0" encoding="UTF-8"?>',
  } = style;
  const xmlns = p === '' ? `xmlns="${MODEL}"` : `xmlns:${p.slice(0, -1)}="${MODEL}"`;
  const shape = (id: string, x: number, width: number, height: number) =>
    `<bpmndi:BPMNShape id="S_${id}" bpmnElement="${ref(id)}"${style.shape ?? ''}><${dc}:Bounds x="${x}" y="${120 - height / 2}" width="${width}" height="${height}"/>${style.inShape ?? ''}</bpmndi:BPMNShape>`;
  const edge = (id: string, from: number, to: number) =>
    `<bpmndi:BPMNEdge id="S_${id}" bpmnElement="${ref(id)}"><${di}:waypoint x="${from}" y="120"/><${di}:waypoint x="${to}" y="120"/></bpmndi:BPMNEdge>`;
  return `${declaration}
<${p}definitions ${xmlns} ${head} id="defs" targetNamespace="urn:sample:approval">${style.root ?? ''}
  <${p}process id="approval" name="审批" isExecutable="true">${style.inProcess ?? ''}
    <${p}startEvent id="begin" name="开始"><${p}outgoing>${ref('f1')}</${p}outgoing></${p}startEvent>
    <${p}userTask id="review" name="审核"${style.task ?? ''}>${style.inTask ?? ''}<${p}incoming>${ref('f1')}</${p}incoming><${p}outgoing>${ref('f2')}</${p}outgoing></${p}userTask>
    <${p}endEvent id="done"><${p}incoming>${ref('f2')}</${p}incoming></${p}endEvent>
    <${p}sequenceFlow id="f1" sourceRef="${ref('begin')}" targetRef="${ref('review')}"/>
    <${p}sequenceFlow id="f2" sourceRef="${ref('review')}" targetRef="${ref('done')}"/>
  </${p}process>
  <bpmndi:BPMNDiagram id="D" name="审批"><bpmndi:BPMNPlane id="P" bpmnElement="${ref('approval')}">
    ${shape('begin', 202, 36, 36)}
    ${shape('review', 300, 100, 80)}
    ${shape('done', 462, 36, 36)}
    ${edge('f1', 238, 300)}
    ${edge('f2', 400, 462)}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</${p}definitions>
`;
}

const extended = (p: string, inside: string): string => `<${p}extensionElements>${inside}</${p}extensionElements>`;

export const VENDOR_FILES: Readonly<Record<string, string>> = {
  'Camunda 7': file({
    prefix: 'bpmn:',
    head: `${DIAGRAM} xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" exporter="Camunda Modeler" exporterVersion="5.0.0" modeler:executionPlatform="Camunda Platform"`,
    task: ' camunda:candidateGroups="hall" camunda:formKey="embedded:a.html"',
    inTask: extended(
      'bpmn:',
      '<camunda:taskListener event="create"><camunda:script scriptFormat="js"><![CDATA[a < b]]></camunda:script></camunda:taskListener><camunda:properties><camunda:property name="x" value="1"/></camunda:properties>',
    ),
  }),
  'Camunda 8': file({
    prefix: 'bpmn:',
    head: `${DIAGRAM} xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud"`,
    inTask: extended(
      'bpmn:',
      '<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="=groups" /><zeebe:ioMapping><zeebe:input source="=a" target="b" /></zeebe:ioMapping>',
    ),
  }),
  Flowable: file({
    prefix: '',
    dc: 'omgdc',
    di: 'omgdi',
    head: `${ECLIPSE_DIAGRAM} ${XSI} xmlns:flowable="http://flowable.org/bpmn" typeLanguage="http://www.w3.org/2001/XMLSchema"`,
    task: ` flowable:candidateUsers="\${boss}"`,
    inTask: extended(
      '',
      '<modeler:initiator-can-complete xmlns:modeler="http://flowable.org/modeler"><![CDATA[false]]></modeler:initiator-can-complete>',
    ),
  }),
  Activiti: file({
    prefix: '',
    dc: 'omgdc',
    di: 'omgdi',
    head: `${ECLIPSE_DIAGRAM} xmlns:activiti="http://activiti.org/bpmn"`,
    task: ' activiti:assignee="kermit"',
    inTask: extended(
      '',
      '<activiti:formProperty id="a" type="enum"><activiti:value id="x" name="X"/></activiti:formProperty>',
    ),
  }),
  Signavio: file({
    prefix: '',
    declaration: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    head: `${DIAGRAM} ${XSI} xmlns:signavio="http://www.signavio.com" xsi:schemaLocation="${MODEL} BPMN20.xsd" exporter="Signavio Process Editor"`,
    task: ' completionQuantity="1" startQuantity="1" isForCompensation="false" implementation="##unspecified"',
    inTask: extended(
      '',
      '<signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffcc"/><signavio:signavioLabel align="left" ref="text"/>',
    ),
  }),
  ADONIS: file({
    prefix: 'semantic:',
    head: `${DIAGRAM} xmlns:adonis="http://www.boc-group.com"`,
    inTask: extended('semantic:', '<adonis:attribute name="Responsible" type="STRING">A &amp; B</adonis:attribute>'),
    inShape: '<bpmndi:BPMNLabel labelStyle="LS"/>',
  }).replace(
    '</bpmndi:BPMNPlane>',
    '</bpmndi:BPMNPlane><bpmndi:BPMNLabelStyle id="LS"><dc:Font name="Arial" size="11" isBold="false"/></bpmndi:BPMNLabelStyle>',
  ),
  Bizagi: file({
    prefix: '',
    head: `${DIAGRAM} ${XSI}`,
    inTask: `<documentation></documentation>${extended('', '<bizagi:BizagiExtensions xmlns:bizagi="http://www.bizagi.com/bpmn20"><bizagi:BizagiProperties><bizagi:BizagiProperty name="bgColor" value="#ECEFFF" /></bizagi:BizagiProperties></bizagi:BizagiExtensions>')}`,
  }).replaceAll('\n', '\r\n'),
  'Visual Paradigm': file({
    prefix: '',
    head: `${DIAGRAM} xmlns:vp="http://www.visual-paradigm.com/bpmn"`,
    task: ' vp:stereotype="a"',
    inProcess: '<vp:container note="outside extensionElements"/>',
    shape: ' vp:color="#00ff00"',
  }),
  'Eclipse BPMN2': file({
    prefix: 'bpmn2:',
    head: `${DIAGRAM} xmlns:ext="http://org.eclipse.bpmn2/ext" xmlns:xs="http://www.w3.org/2001/XMLSchema"`,
    root: '<bpmn2:itemDefinition id="item" isCollection="false" structureRef="xs:string"/>',
    task: ' ext:style="x"',
    inProcess: '<bpmn2:property id="v" itemSubjectRef="item" name="v"/>',
  }),
  MID: file({
    prefix: 'model:',
    head: `${DIAGRAM} xmlns:tns="urn:sample:approval" xmlns:mid="http://www.mid.de/bpmn"`,
    ref: (id) => `tns:${id}`,
    inTask: extended('model:', '<mid:stereo xmlns:mid="http://www.mid.de/bpmn/other" mid:id="1"/>'),
  }),
  Trisotech: file({
    prefix: 'semantic:',
    head: `${DIAGRAM} xmlns:triso="http://www.trisotech.com/2015/triso/modeling" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" exporter="BPMN Modeler"`,
    root: extended('semantic:', '<triso:ProjectCharter><projectObjectives/></triso:ProjectCharter>'),
    shape: ' color:background-color="#ffffff" color:border-color="#000000" triso:x="1"',
  }),
  'an older tool in Chinese': file({
    prefix: '',
    declaration: '<?xml version="1.0" encoding="GBK"?>\n<!-- 导出 -->',
    head: DIAGRAM,
  }),
};
