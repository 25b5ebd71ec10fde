import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import { bpmn, compileXml } from '../support/bpmn.ts';

const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';

/** Every boolean that changes how a model runs, each with another value than its default. */
const BOOLEANS = bpmn(
  `<startEvent id="s"/>
   <sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
   <userTask id="t"><standardLoopCharacteristics testBefore="true"><loopCondition>=again</loopCondition></standardLoopCharacteristics></userTask>
   <boundaryEvent id="b" attachedToRef="t" cancelActivity="false">${TIMER}</boundaryEvent>
   <sequenceFlow id="f2" sourceRef="b" targetRef="n"/>
   <userTask id="n"/>
   <sequenceFlow id="f3" sourceRef="t" targetRef="m"/>
   <userTask id="m"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>
   <sequenceFlow id="f4" sourceRef="m" targetRef="a"/>
   <adHocSubProcess id="a" cancelRemainingInstances="false"><userTask id="in"/><completionCondition>=done</completionCondition></adHocSubProcess>
   <sequenceFlow id="f5" sourceRef="a" targetRef="undo"/>
   <intermediateThrowEvent id="undo"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent>
   <boundaryEvent id="c" attachedToRef="n"><compensateEventDefinition/></boundaryEvent>
   <userTask id="u" isForCompensation="true"/>
   <association id="as" sourceRef="c" targetRef="u" associationDirection="One"/>
   <subProcess id="es" triggeredByEvent="true"><startEvent id="es1" isInterrupting="false">${TIMER}</startEvent>
     <userTask id="es2"/><sequenceFlow id="es3" sourceRef="es1" targetRef="es2"/></subProcess>
   <dataObject id="d" isCollection="true"/>`,
);

/** Ids of an author who thinks in his own language, and of tools that number with points. */
const IDS = bpmn(
  `<startEvent id="开始"><outgoing>
     流.1
   </outgoing></startEvent>
   <sequenceFlow id="流.1" sourceRef="开始" targetRef="选择"/>
   <exclusiveGateway id="选择" default="x:流-2"/>
   <sequenceFlow id="流-2" sourceRef="选择" targetRef="受理_1"/>
   <sequenceFlow id="ø3" sourceRef="选择" targetRef=" 结束 "><conditionExpression>=skip</conditionExpression></sequenceFlow>
   <userTask id="受理_1"/>
   <sequenceFlow id="_u_.4" sourceRef="受理_1" targetRef="收"/>
   <intermediateCatchEvent id="收"><messageEventDefinition messageRef="x:消息𠮷"/></intermediateCatchEvent>
   <sequenceFlow id="f-5" sourceRef="收" targetRef="结束"/>
   <endEvent id="结束"/>`,
  { key: '企业开办', definitions: '<message id="消息𠮷" name="m"/>' },
).replace('targetNamespace="urn:test"', 'targetNamespace="urn:test" xmlns:x="urn:test"');

describe('model: lexical forms', () => {
  it('should read 1 and 0 as the booleans they are', async () => {
    const written = await compileModel(BOOLEANS);
    const numbered = BOOLEANS.replaceAll('="true"', '="1"').replaceAll('="false"', '=" 0 "');

    const { graphs, problems } = await compileModel(numbered);

    expect(written.problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    expect(numbered).to.not.match(/true|false/);
    expect(JSON.parse(JSON.stringify(graphs))).to.deep.equal(JSON.parse(JSON.stringify(written.graphs)));
    expect(problems.map(({ rule }) => rule)).to.deep.equal(written.problems.map(({ rule }) => rule));
  });

  it('should not take another word for a boolean', async () => {
    for (const word of ['TRUE', '01', 'yes', '']) {
      const { problems } = await compileModel(BOOLEANS.replace('cancelActivity="false"', `cancelActivity="${word}"`));

      expect(
        problems.map(({ rule }) => rule),
        word,
      ).to.include('invalid-value');
    }
  });

  it('should accept ids in letters of every script, and refer to them', async () => {
    const graph = await compileXml(IDS);

    expect(graph.key).to.equal('企业开办');
    expect(graph.nodes.map(({ id }) => id)).to.include.members(['开始', '选择', '受理_1', '收', '结束']);
    expect(
      graph.flows.map(({ id, source, target }) => [id, graph.nodes[source]?.id, graph.nodes[target]?.id]),
    ).to.have.deep.members([
      ['流.1', '开始', '选择'],
      ['流-2', '选择', '受理_1'],
      ['ø3', '选择', '结束'],
      ['_u_.4', '受理_1', '收'],
      ['f-5', '收', '结束'],
    ]);
  });

  it('should tell two ids apart where one looks like a stand-in for the other', async () => {
    const { graphs, problems } = await compileModel(
      bpmn('<startEvent id="审"/><task id="_u__5ba1_"/><sequenceFlow id="f" sourceRef="审" targetRef="_u__5ba1_"/>'),
    );

    expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    expect(graphs[0]?.nodes.map(({ id }) => id)).to.include.members(['审', '_u__5ba1_']);
  });

  it('should refuse what is no name, with the id as it is written', async () => {
    for (const id of ['1a', '-a', '.a', 'a b', 'a:b', '审 批', '×', 'a/b']) {
      const { problems } = await compileModel(bpmn(`<startEvent id="审"/><task id="${id}"/>`));
      const invalid = problems.filter(({ rule }) => rule === 'invalid-id');

      expect(
        invalid.map(({ elementId }) => elementId),
        id,
      ).to.deep.equal([id]);
    }
  });

  it('should name the ids of the file where a reference leads nowhere', async () => {
    const { problems } = await compileModel(
      bpmn('<startEvent id="始"/><sequenceFlow id="流" sourceRef="始" targetRef="无"/>'),
    );
    const unresolved = problems.find(({ rule }) => rule === 'unresolved-reference');

    expect(unresolved?.elementId).to.equal('流');
    expect(unresolved?.message.en).to.contain('"无"');
  });
});
