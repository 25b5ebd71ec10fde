import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { PLAIN, through } from './catalogue/fixture.ts';

/** What other tools write, or the standard allows, and a strict eye may take for a mistake. */
const LEGAL: readonly { readonly name: string; readonly xml: string; readonly warnings?: readonly string[] }[] = [
  {
    name: 'the elements of a task in another order than the schema has them',
    xml: bpmn(
      through(
        'a',
        `<task id="a"><multiInstanceLoopCharacteristics><completionCondition xsi:type="tFormalExpression">done</completionCondition>
          <loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>
          <outgoing>a_e</outgoing><incoming>s_a</incoming><documentation>late</documentation></task>`,
      ),
    ),
  },
  {
    name: 'flows before the nodes they connect, lanes after them, messages after the process',
    xml: bpmn(
      `${flows('s a e')}<receiveTask id="a" messageRef="m"/><endEvent id="e"/><startEvent id="s"/><laneSet id="ls"><lane id="l"><flowNodeRef>a</flowNodeRef></lane></laneSet>`,
    ).replace('</definitions>', '<message id="m" name="M"/></definitions>'),
  },
  {
    name: 'every attribute spelled out, as some tools do',
    xml: bpmn(
      `<startEvent id="s" isInterrupting="true" parallelMultiple="false" name=""/>
       <exclusiveGateway id="x" default="x_e" gatewayDirection="Unspecified" name=""/>
       <userTask id="a" implementation="##WebService" completionQuantity="1" isForCompensation="false" startQuantity="1" tb:department="office"/>
       <subProcess id="sub" triggeredByEvent="false" completionQuantity="1" isForCompensation="false" startQuantity="1"/>
       <endEvent id="e"/>${flows('s x e', 'a sub e')}
       <sequenceFlow id="f" name="" isImmediate="true" sourceRef="x" targetRef="a"><conditionExpression>y</conditionExpression></sequenceFlow>`,
      { attributes: 'isClosed="false" processType="None" name=""' },
    ),
  },
  {
    name: 'an embedded sub-process without start event, and one of activities side by side',
    xml: bpmn(
      through(
        'one two',
        '<subProcess id="one"><task id="in"/></subProcess><subProcess id="two"><task id="b"/><task id="c"/></subProcess>',
      ),
    ),
  },
  {
    name: 'several flows into one activity, and several out of it',
    xml: bpmn(
      `<startEvent id="s"/><task id="a"/><task id="b"/><task id="c"/><endEvent id="e"/>${flows('s a c e', 's b c', 'a e')}`,
    ),
  },
  {
    name: 'lanes inside lanes that both name a node, and two ways to part one process',
    xml: bpmn(
      `<laneSet id="ls1"><lane id="outer"><flowNodeRef>a</flowNodeRef><childLaneSet id="ls2"><lane id="inner"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>
       <laneSet id="ls3"><lane id="other"><flowNodeRef>a</flowNodeRef></lane></laneSet>${PLAIN}`,
    ),
  },
  {
    name: 'data that is only drawn',
    xml: bpmn(
      `<dataObject id="d"/><dataObjectReference id="dr" name="Loan form" dataObjectRef="d"/>${through(
        'a',
        `<task id="a"><property id="p" name="__targetRef_placeholder"/>
          <dataInputAssociation id="in"><sourceRef>dr</sourceRef><targetRef>p</targetRef></dataInputAssociation>
          <dataOutputAssociation id="out"><targetRef>dr</targetRef></dataOutputAssociation></task>`,
      )}`,
    ),
    warnings: ['data-drawn'],
  },
  {
    name: 'sets without ids, data without names, and sets that name each other',
    xml: bpmn(
      `<dataObject id="d" isCollection="false"/><dataObjectReference dataObjectRef="d" id="dr"/>${through(
        'a',
        `<task id="a"><ioSpecification><dataInput id="x"/><inputSet id="is"><dataInputRefs>x</dataInputRefs><outputSetRefs>os</outputSetRefs></inputSet>
          <outputSet id="os"><inputSetRefs>is</inputSetRefs></outputSet></ioSpecification>
          <dataInputAssociation><sourceRef>dr</sourceRef><targetRef>x</targetRef></dataInputAssociation></task>`,
      )}`,
    ),
  },
  {
    name: 'pools with elements as ends of associations, and a black box',
    xml: bpmn(PLAIN, {
      definitions: `<endPoint id="ep"/><collaboration id="c"><participant id="p1" processRef="process"><endPointRef>ep</endPointRef></participant><participant id="p2"/>
        <messageFlow id="mf" sourceRef="p2" targetRef="a"/>
        <conversation id="talk"><participantRef>p1</participantRef><participantRef>p2</participantRef><messageFlowRef>mf</messageFlowRef></conversation></collaboration>`,
    }),
  },
  {
    name: 'an implicit sub-process of events that begins with a receive task',
    xml: bpmn(`<receiveTask id="a" messageRef="m" instantiate="true"/><endEvent id="e"/>${flows('a e')}`, {
      definitions: '<message id="m" name="M"/>',
    }),
  },
];

describe('model: what is legal', () => {
  for (const { name, xml, warnings = [] } of LEGAL) {
    it(`should deploy what other tools write and the standard allows: ${name}`, async () => {
      const { graphs, problems } = await compileModel(xml);

      expect(problems.map(({ severity, rule }) => `${severity} ${rule}`)).to.deep.equal(
        warnings.map((rule) => `warning ${rule}`),
      );
      expect(graphs).to.have.length(1);
    });
  }
});

describe('model: one defect is one problem', () => {
  const rulesOf = async (xml: string): Promise<string[]> =>
    (await compileModel(xml)).problems.map(({ rule, elementId }) => `${rule} ${elementId}`);

  it('should not tell what cannot be reached where a flow has lost an end', async () => {
    const xml = bpmn(through('a b', '<task id="a"/><task id="b"/>').replace('targetRef="a"', 'targetRef="gone"'));

    expect(await rulesOf(xml)).to.deep.equal(['unresolved-reference s_a']);
  });

  it('should not call missing what is there and cannot be read', async () => {
    const timer =
      '<intermediateCatchEvent id="c"><timerEventDefinition><timeDuraton>PT1H</timeDuraton></timerEventDefinition></intermediateCatchEvent>';

    expect(await rulesOf(bpmn(through('c', timer)))).to.deep.equal(['unknown-element c']);
    expect(await rulesOf(bpmn(through('a', '<receiveTask id="a" messageRef="gone"/>')))).to.deep.equal([
      'unresolved-reference a',
    ]);
  });

  it('should tell two defects of one element', async () => {
    const xml = bpmn(through('a', '<receiveTask id="a" isForCompensation="yes"/>'));

    expect(await rulesOf(xml)).to.deep.equal(['invalid-value a', 'receive-without-message a']);
  });
});
