/** A new diagram: from the application to its end, with one task for somebody to do. Texts come in the reader's language. */
export interface TemplateTexts {
  readonly process: string;
  readonly start: string;
  readonly task: string;
  readonly end: string;
}

/** In the reader's language. */
export const templateTexts = (t: (key: string) => string): TemplateTexts => ({
  process: t('modeler.template.process'),
  start: t('modeler.template.start'),
  task: t('modeler.template.task'),
  end: t('modeler.template.end'),
});

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `key` must be an XML name. */
export const newDiagram = (key: string, texts: TemplateTexts): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:tb="urn:tongban:bpmn:1" id="Definitions_${key}" targetNamespace="urn:tongban:processes">
  <bpmn:process id="${key}" name="${escaped(texts.process)}" isExecutable="true">
    <bpmn:startEvent id="Start" name="${escaped(texts.start)}">
      <bpmn:outgoing>Flow_1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="Task" name="${escaped(texts.task)}">
      <bpmn:incoming>Flow_1</bpmn:incoming>
      <bpmn:outgoing>Flow_2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="End" name="${escaped(texts.end)}">
      <bpmn:incoming>Flow_2</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="Task" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Task" targetRef="End" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="${key}">
      <bpmndi:BPMNShape id="Start_di" bpmnElement="Start">
        <dc:Bounds x="180" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="153" y="205" width="90" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Task_di" bpmnElement="Task">
        <dc:Bounds x="270" y="140" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="End_di" bpmnElement="End">
        <dc:Bounds x="424" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="397" y="205" width="90" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="Flow_1_di" bpmnElement="Flow_1">
        <di:waypoint x="216" y="180" /><di:waypoint x="270" y="180" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Flow_2_di" bpmnElement="Flow_2">
        <di:waypoint x="370" y="180" /><di:waypoint x="424" y="180" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

/** A key nobody uses yet, from the time of day: `process-261126-1542`. */
export function newKey(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = two(now.getFullYear() % 100) + two(now.getMonth() + 1) + two(now.getDate());
  return `process-${date}-${two(now.getHours())}${two(now.getMinutes())}`;
}
