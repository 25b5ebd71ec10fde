/** One small process as different tools write it: prefixes, diagrams, flow references and foreign extensions must not change how it runs. */
import { expect } from 'chai';
import { useEngine } from './support/engine.ts';

const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DI =
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const NAME = `审批 \${name}`;

const bpmnJs = (key: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="${MODEL}" ${DI} ${XSI} id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="bpmn-js" exporterVersion="18.0.0">
  <bpmn:process id="${key}" name="审批" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:exclusiveGateway id="choose" default="f3"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="choose" />
    <bpmn:sequenceFlow id="f2" name="yes" sourceRef="choose" targetRef="approve"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 10</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="choose" targetRef="done" />
    <bpmn:userTask id="approve" name="${NAME}"><bpmn:documentation>#{not} \${evaluated}</bpmn:documentation><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="done"><bpmn:incoming>f3</bpmn:incoming><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="approve" targetRef="done" />
    <bpmn:textAnnotation id="note"><bpmn:text>note</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="a1" associationDirection="None" sourceRef="approve" targetRef="note" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="d1"><bpmndi:BPMNPlane id="p1" bpmnElement="${key}">
    <bpmndi:BPMNShape id="s1" bpmnElement="begin"><dc:Bounds x="179" y="99" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="215" y="117" /><di:waypoint x="270" y="117" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

const FILES: Readonly<Record<string, (key: string) => string>> = {
  'bpmn-js': bpmnJs,
  'Camunda Modeler': (key) =>
    bpmnJs(key)
      .replace(
        'exporter="bpmn-js"',
        'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" exporter="Camunda Modeler"',
      )
      .replace('<bpmn:documentation>', '<bpmn:documentation textFormat="text/plain">')
      .replace(
        '</bpmn:documentation>',
        '</bpmn:documentation><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition assignee="=bob" /></bpmn:extensionElements>',
      ),
  Signavio: (key) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<definitions xmlns="${MODEL}" xmlns:signavio="http://www.signavio.com" ${XSI} exporter="Signavio Process Editor" expressionLanguage="http://www.w3.org/1999/XPath" typeLanguage="http://www.w3.org/2001/XMLSchema" id="sid-1" targetNamespace="http://www.signavio.com" xsi:schemaLocation="${MODEL} http://www.omg.org/spec/BPMN/2.0/20100501/BPMN20.xsd">
<collaboration id="c"><participant id="pool" name="Pool" processRef="${key}"><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements></participant></collaboration>
<process id="${key}" isClosed="false" isExecutable="true" name="Pool" processType="None">
<laneSet id="ls"><lane id="l" name="Lane"><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue=""/></extensionElements><flowNodeRef>begin</flowNodeRef><flowNodeRef>choose</flowNodeRef><flowNodeRef>approve</flowNodeRef><flowNodeRef>done</flowNodeRef></lane></laneSet>
<startEvent id="begin" name=""><outgoing>f1</outgoing></startEvent>
<exclusiveGateway default="f3" gatewayDirection="Diverging" id="choose"/>
<userTask completionQuantity="1" id="approve" implementation="##unspecified" isForCompensation="false" name="Approve" startQuantity="1"/>
<endEvent id="done" name=""/>
<sequenceFlow id="f1" name="" sourceRef="begin" targetRef="choose"/><sequenceFlow id="f3" sourceRef="choose" targetRef="done"/>
<sequenceFlow id="f2" sourceRef="choose" targetRef="approve"><conditionExpression xsi:type="tFormalExpression"><![CDATA[amount > 10]]></conditionExpression></sequenceFlow>
<sequenceFlow id="f4" sourceRef="approve" targetRef="done"/>
</process></definitions>`,
  'a person by hand': (key) => `<definitions xmlns="${MODEL}" targetNamespace="urn:mine">
  <process id="${key}" isExecutable="true">
    <sequenceFlow id="f1" sourceRef="begin" targetRef="choose"/>
    <sequenceFlow id="f2" sourceRef="choose" targetRef="approve"><conditionExpression>amount &gt; 10</conditionExpression></sequenceFlow>
    <sequenceFlow id="f3" sourceRef="choose" targetRef="done"/>
    <sequenceFlow id="f4" sourceRef="approve" targetRef="done"/>
    <!-- the nodes come last -->
    <endEvent id="done"/><userTask id="approve"/><exclusiveGateway id="choose" default="f3"/><startEvent id="begin"/>
  </process>
</definitions>`,
  'an editor on Windows': (key) => `\ufeff${bpmnJs(key).replaceAll('\n', '\r\n')}`,
};

describe('acceptance/exports', () => {
  const engine = useEngine();

  for (const [tool, write] of Object.entries(FILES)) {
    it(`should run what ${tool} writes, and give it back byte for byte`, async () => {
      const key = engine.newKey();
      const xml = write(key);
      const { body } = await engine.deploy(xml);
      const high = await engine.start(key, { amount: 11 });
      const low = await engine.start(key, { amount: 10 });

      expect(await engine.open(high)).to.deep.equal(['approve']);
      expect((await engine.instance(low)).status).to.equal('completed');
      const bytes = await fetch(`${engine.url}/api/v1/process-definitions/${body.definitions[0].id}/xml`, {
        headers: { authorization: `Bearer ${engine.tokenOf('admin')}` },
      });
      expect(Buffer.from(await bytes.arrayBuffer()).equals(Buffer.from(xml, 'utf8'))).to.equal(true);
    });
  }

  it('should say once per vendor that its extensions have no effect here', async () => {
    const { body } = await engine.deploy(FILES['Camunda Modeler']?.(engine.newKey()) ?? '');

    const foreign = body.warnings.filter(({ rule }: { rule: string }) => rule === 'foreign-extension');
    expect(foreign).to.have.lengthOf(1);
    expect(foreign[0].message).to.include('http://camunda.org/schema/zeebe/1.0');
  });

  it('should never evaluate a name', async () => {
    const key = engine.newKey();
    await engine.deploy(bpmnJs(key));
    const id = await engine.start(key, { amount: 11, name: 'x' });

    const { body } = await engine.admin.get(`/tasks?instanceId=${id}`);
    expect(body.items[0].name).to.equal(NAME);
  });

  it('should make a new version of changed content only, and keep running cases on theirs', async () => {
    const key = engine.newKey();
    const first = await engine.deploy(bpmnJs(key));
    const running = await engine.start(key, { amount: 11 });
    const same = await engine.deploy(bpmnJs(key));
    const changed = await engine.deploy(bpmnJs(key).replaceAll('"approve"', '"approve2"'));

    const [before, repeated, after] = [first, same, changed].map(({ body }) => body.definitions[0]);
    expect(repeated).to.include({ id: before.id, version: 1, unchanged: true });
    expect(after).to.include({ version: 2, unchanged: false });
    expect(await engine.open(running)).to.deep.equal(['approve']);
    expect(await engine.open(await engine.start(key, { amount: 11 }))).to.deep.equal(['approve2']);
    const old = await engine.start(key, { amount: 11 }, { version: 1 });
    expect(await engine.open(old)).to.deep.equal(['approve']);
  });
});
