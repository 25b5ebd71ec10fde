import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flowIf, flows } from '../../support/bpmn.ts';
import { verify } from './verify.ts';

const OBJECTS = '<dataObject id="d"/><dataObject id="e"/>';
const io = (sets = '<inputSet><dataInputRefs>x</dataInputRefs></inputSet><outputSet/>') =>
  `<ioSpecification id="io"><dataInput id="x"/>${sets}</ioSpecification>`;
const into = (inside: string) =>
  `<dataInputAssociation id="in">${inside}<targetRef>x</targetRef></dataInputAssociation>`;
const task = (inside: string) => `${OBJECTS}<task id="a">${inside}</task>`;
const SOURCE = '<sourceRef>d</sourceRef>';

verify('data-flow', {
  valid: [
    { name: 'data into an activity', body: task(io() + into(SOURCE)) },
    { name: 'a data store that is only drawn', body: '<task id="a"/><dataStoreReference id="ds"/>' },
  ],
  invalid: [
    {
      name: 'a data store that is read',
      body: `${task(io() + into('<sourceRef>ds</sourceRef>'))}<dataStoreReference id="ds"/>`,
      at: ['in'],
    },
    {
      name: 'data of another scope',
      body: `<subProcess id="sub"><dataObject id="i"/><task id="b"/></subProcess>${task(io() + into('<sourceRef>i</sourceRef>'))}`,
      at: ['in'],
    },
    { name: 'a data input that nothing fills', body: task(io()), at: ['x'] },
    {
      name: 'a choice of sets',
      body: task(io('<inputSet><dataInputRefs>x</dataInputRefs></inputSet><inputSet/><outputSet/>') + into(SOURCE)),
      at: ['io'],
    },
    {
      name: 'an optional input',
      body: task(io('<inputSet><optionalInputRefs>x</optionalInputRefs></inputSet><outputSet/>') + into(SOURCE)),
      at: ['io'],
    },
    { name: 'a property of an event', body: '<startEvent id="s"><property id="p"/></startEvent>', at: ['p'] },
    {
      name: 'inputs of a whole process',
      body: '<ioSpecification id="io"><inputSet/><outputSet/></ioSpecification><task id="a"/>',
      at: ['io'],
    },
  ],
});

const assignment = (to: string) =>
  `<assignment id="as"><from xsi:type="tFormalExpression">1</from><to xsi:type="tFormalExpression">${to}</to></assignment>`;
const assigned = (to: string) =>
  `<dataInputAssociation id="in"><targetRef>x</targetRef>${assignment(to)}</dataInputAssociation>`;

verify('data-association', {
  valid: [{ name: 'an assignment', body: task(io() + assigned('x')) }],
  invalid: [
    { name: 'no source', body: task(io() + into('')), at: ['in'] },
    {
      name: 'several sources that nothing combines',
      body: task(io() + into(`${SOURCE}<sourceRef>e</sourceRef>`)),
      at: ['in'],
    },
    { name: 'an assignment to something else', body: task(io() + assigned('y')), at: ['as'] },
  ],
});

verify('data-name', {
  valid: [
    { name: 'a name that can be read', body: task(io() + into(SOURCE)) },
    ...['two words', 'a-b', 'terms and conditions', '申请 金额/元'].map((name) => ({
      name: `the name ${name}`,
      body: `<dataObject id="s" name="${name}"/>${task(io() + into('<sourceRef>s</sourceRef>'))}`,
    })),
  ],
  invalid: [
    {
      name: 'a name that is a word of the language',
      body: `<dataObject id="s" name="null"/>${task(io() + into('<sourceRef>s</sourceRef>'))}`,
      at: ['in'],
    },
    {
      name: 'a text that is no name',
      body: `<dataObject id="s" name="a)"/>${task(io() + into('<sourceRef>s</sourceRef>'))}`,
      at: ['in'],
    },
  ],
});

const loop = (inside: string) => task(`<multiInstanceLoopCharacteristics>${inside}</multiInstanceLoopCharacteristics>`);

verify('loop-data', {
  valid: [{ name: 'a list of data', body: loop('<loopDataInputRef>d</loopDataInputRef><inputDataItem id="i"/>') }],
  invalid: [
    {
      name: 'an item without list',
      body: loop('<loopCardinality>2</loopCardinality><inputDataItem id="i"/>'),
      at: ['a'],
    },
    {
      name: 'a list of results without result',
      body: loop('<loopCardinality>2</loopCardinality><loopDataOutputRef>d</loopDataOutputRef>'),
      at: ['a'],
    },
  ],
});

describe('model/rules/data', () => {
  it('should read a name with symbols where the model declares it', async () => {
    const process = (data: string): string =>
      bpmn(`${data}<startEvent id="start"/><exclusiveGateway id="g" default="g_no"/><endEvent id="yes"/><endEvent id="no"/>
        ${flows('start g no')}${flowIf('g', 'yes', 'a-b > 3')}`);
    const readsOf = async (data: string) => {
      const { graphs } = await compileModel(process(data));
      return graphs[0]?.flows.flatMap(({ condition }) => [...(condition?.reads ?? [])]);
    };

    expect(await readsOf('<dataObject id="d" name="a-b"/>')).to.deep.equal(['a-b']);
    expect(await readsOf('')).to.deep.equal(['a', 'b']);
  });
});
