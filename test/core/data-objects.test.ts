import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const model = (body: string) => graphOf(`<startEvent id="start"/>${body}`);
const io = (inputs: readonly string[], outputs: readonly string[]) => `<ioSpecification id="io">
  ${inputs.map((name) => `<dataInput id="${name}"/>`).join('')}${outputs.map((name) => `<dataOutput id="${name}"/>`).join('')}
  <inputSet>${inputs.map((name) => `<dataInputRefs>${name}</dataInputRefs>`).join('')}</inputSet>
  <outputSet>${outputs.map((name) => `<dataOutputRefs>${name}</dataOutputRefs>`).join('')}</outputSet></ioSpecification>`;
const into = (source: string, target: string, more = '') =>
  `<dataInputAssociation id="in_${target}"><sourceRef>${source}</sourceRef><targetRef>${target}</targetRef>${more}</dataInputAssociation>`;
const outOf = (source: string, target: string, more = '') =>
  `<dataOutputAssociation id="out_${source}"><sourceRef>${source}</sourceRef><targetRef>${target}</targetRef>${more}</dataOutputAssociation>`;

describe('core/data objects', () => {
  it('should be there, and empty, as long as the scope that declares them, and take what is written inside', async () => {
    const it = new Case(
      await model(`<subProcess id="sub"><dataObject id="d" name="order"/><dataObject id="l" isCollection="true"/><userTask id="a"/><userTask id="b"/>
      ${flows('a b')}</subProcess><userTask id="after"/>${flows('start sub after')}`),
    );
    expect(it.the('sub').vars).to.deep.equal({ order: null, l: [] });

    it.complete('a', { order: 7, other: 8 });
    expect(it.the('sub').vars).to.deep.equal({ order: 7, l: [] });
    it.complete('b');

    expect(it.variables).to.deep.equal({ other: 8 });
  });

  it('should keep what the case was started with, and take the name of their reference where they have none', async () => {
    const graph = await model(
      `<dataObject id="d"/><dataObjectReference id="dr" name="order" dataObjectRef="d"/><userTask id="a"/>${flows('start a')}`,
    );

    expect(new Case(graph, { variables: { order: 1 } }).variables).to.deep.equal({ order: 1 });
    expect(new Case(graph).variables).to.deep.equal({ order: null });
  });

  it('should be local to the activity where they are its properties', async () => {
    const it = new Case(
      await model(`<userTask id="a"><property id="p" name="draft"/></userTask><userTask id="b"/>${flows('start a b')}`),
    );
    expect(it.the('a').vars).to.deep.equal({ draft: null });

    it.complete('a', { draft: 1, result: 2 });

    expect(it.variables).to.deep.equal({ result: 2 });
  });
});

describe('core/data associations', () => {
  const objects =
    '<dataObject id="src"/><dataObject id="dst"/><dataObjectReference id="dst_ref" dataObjectRef="dst"><dataState name="approved"/></dataObjectReference>';
  const task = (inside: string) =>
    model(`${objects}<userTask id="a">${inside}</userTask><userTask id="b"/>${flows('start a b')}`);

  it('should copy data into the activity and its results out, and nothing else', async () => {
    const it = new Case(await task(io(['x'], ['y']) + into('src', 'x') + outOf('y', 'dst_ref')), {
      variables: { src: 1 },
    });
    expect(it.the('a').vars).to.deep.equal({ x: 1 });

    it.complete('a', { y: 2, z: 3 });

    expect(it.variables).to.deep.equal({ src: 1, dst: 2 });
  });

  it('should put the data object in the state of the reference through which it is written', async () => {
    const states = '<dataObject id="draft"><dataState name="new"/></dataObject>';
    const it = new Case(
      await model(
        `${objects}${states}<userTask id="a">${io([], ['y'])}${outOf('y', 'dst_ref')}</userTask><userTask id="b"/>${flows('start a b')}`,
      ),
    );
    const root = () => it.state.elements[it.state.root];
    expect(root()?.dataStates).to.deep.equal({ draft: 'new' });

    it.complete('a', { y: 2 });

    expect(root()?.dataStates).to.deep.equal({ draft: 'new', dst: 'approved' });
    expect(it.eventsOf('dataStateSet').map(({ name, state }) => `${name} ${state}`)).to.deep.equal([
      'draft new',
      'dst approved',
    ]);
  });

  it('should never make an activity wait: data that is not there yet is empty', async () => {
    const it = new Case(await task(io(['x'], ['y']) + into('src', 'x') + outOf('y', 'dst_ref')));

    expect(it.open).to.deep.equal(['a']);
    expect(it.the('a').vars).to.deep.equal({ x: null });
    it.complete('a');

    expect(it.variables).to.deep.equal({ src: null, dst: null });
  });

  it('should transform and assign', async () => {
    const transformation = '<transformation xsi:type="tFormalExpression">src * 10</transformation>';
    const assignment =
      '<assignment><from xsi:type="tFormalExpression">y + 1</from><to xsi:type="tFormalExpression">dst</to></assignment>';
    const it = new Case(
      await task(io(['x'], ['y']) + into('src', 'x', transformation) + outOf('y', 'dst', assignment)),
      {
        variables: { src: 1 },
      },
    );
    expect(it.the('a').vars).to.deep.equal({ x: 10 });

    it.complete('a', { y: 5 });

    expect(it.variables).to.deep.equal({ src: 1, dst: 6 });
  });

  it('should carry data with thrown and caught events', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${objects}<intermediateThrowEvent id="t"><dataInput id="payload"/>${into('src', 'payload')}
      <inputSet><dataInputRefs>payload</dataInputRefs></inputSet><messageEventDefinition messageRef="m"/></intermediateThrowEvent>
      <intermediateCatchEvent id="c"><dataOutput id="amount"/>${outOf('amount', 'dst')}<outputSet><dataOutputRefs>amount</dataOutputRefs></outputSet>
      <messageEventDefinition messageRef="m"/></intermediateCatchEvent><userTask id="a"/>${flows('start t c a')}`,
      { definitions: '<message id="m" name="paid"/>' },
    );
    const it = new Case(graph, { variables: { src: 1 } });
    expect(it.eventsOf('messageSent').map(({ variables }) => variables)).to.deep.equal([{ payload: 1 }]);

    it.receive('paid', { amount: 9 });

    expect(it.variables).to.deep.equal({ src: 1, dst: 9 });
  });

  it('should give each item of a multi-instance activity its part of the list, and collect what each gives', async () => {
    const loop = `<multiInstanceLoopCharacteristics><loopDataInputRef>items</loopDataInputRef><loopDataOutputRef>answers</loopDataOutputRef>
      <inputDataItem id="item"/><outputDataItem id="answer"/></multiInstanceLoopCharacteristics>`;
    const it = new Case(
      await task(io(['items'], ['answers']) + into('src', 'items') + outOf('answers', 'dst') + loop),
      {
        variables: { src: ['p', 'q'] },
      },
    );
    expect(it.at('a').map(({ vars }) => vars)).to.deep.equal([
      { answer: null, item: 'p', loopCounter: 1 },
      { answer: null, item: 'q', loopCounter: 2 },
    ]);

    it.complete('a', { answer: 'no' }, 1);
    it.complete('a', { answer: 'yes' });

    expect(it.variables).to.deep.equal({ src: ['p', 'q'], dst: ['yes', 'no'] });
  });
});
