import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const STORES =
  '<itemDefinition id="list" isCollection="true"/><dataStore id="s1" name="stock"/><dataStore id="s2" name="log" itemSubjectRef="list"/>';
const REFERENCES =
  '<dataStoreReference id="stock_ref" dataStoreRef="s1"/><dataStoreReference id="log_ref" dataStoreRef="s2"/>';
const io =
  '<ioSpecification id="io"><dataInput id="x"/><dataOutput id="y"/><inputSet><dataInputRefs>x</dataInputRefs></inputSet><outputSet><dataOutputRefs>y</dataOutputRefs></outputSet></ioSpecification>';
const into = (source: string, more = '') =>
  `<dataInputAssociation id="in"><sourceRef>${source}</sourceRef><targetRef>x</targetRef>${more}</dataInputAssociation>`;
const outOf = (target: string, more = '', sources = '<sourceRef>y</sourceRef>') =>
  `<dataOutputAssociation id="out">${sources}<targetRef>${target}</targetRef>${more}</dataOutputAssociation>`;
const transformation = (text: string) => `<transformation xsi:type="tFormalExpression">${text}</transformation>`;
const model = (inside: string, after = '<userTask id="b"/>') =>
  graphOf(
    `<startEvent id="start"/>${REFERENCES}<userTask id="a">${io}${inside}</userTask>${after}${flows('start a b')}`,
    {
      definitions: STORES,
    },
  );

describe('core/data stores', () => {
  it('should be read when the activity begins and written when it is done', async () => {
    const it = new Case(await model(into('stock_ref') + outOf('stock_ref')), { stores: { stock: { pens: 3 } } });
    expect(it.the('a').vars).to.deep.equal({ x: { pens: 3 } });
    expect(it.eventsOf('dataStoreWritten')).to.deep.equal([]);

    it.complete('a', { y: { pens: 2 }, z: 1 });

    expect(it.stores.get('stock')).to.deep.equal({ pens: 2 });
    expect(it.variables).to.deep.equal({});
  });

  it('should be empty before anybody has written: a list where it is a collection, else null', async () => {
    const none = new Case(await model(into('stock_ref') + outOf('stock_ref')));
    const list = new Case(await model(into('log_ref') + outOf('log_ref')));

    expect(none.the('a').vars).to.deep.equal({ x: null });
    expect(list.the('a').vars).to.deep.equal({ x: [] });
  });

  it('should be computed with, also where the same association reads and writes it', async () => {
    const append = outOf(
      'log_ref',
      transformation('append(log, y)'),
      '<sourceRef>y</sourceRef><sourceRef>log_ref</sourceRef>',
    );
    const it = new Case(await model(into('stock_ref', transformation('stock.pens + 1')) + append), {
      stores: { stock: { pens: 3 }, log: ['p'] },
    });
    expect(it.the('a').vars).to.deep.equal({ x: 4 });

    it.complete('a', { y: 'q' });

    expect(it.stores.get('log')).to.deep.equal(['p', 'q']);
  });

  it('should show what the same step has written before', async () => {
    const reader = `<scriptTask id="b" scriptFormat="feel" tb:resultVariable="seen"><ioSpecification id="io2"><dataInput id="v"/><inputSet><dataInputRefs>v</dataInputRefs></inputSet><outputSet/></ioSpecification>
      <dataInputAssociation id="in2"><sourceRef>stock_ref</sourceRef><targetRef>v</targetRef></dataInputAssociation><script>v</script></scriptTask><userTask id="c"/>${flows('b c')}`;
    const it = new Case(await model(into('stock_ref') + outOf('stock_ref'), reader), { stores: { stock: 1 } });

    it.complete('a', { y: 2 });

    expect(it.variables).to.deep.include({ seen: 2 });
  });

  it('should write nothing where an output fails, and write on retry', async () => {
    const big = outOf('stock_ref', transformation('for i in 1..n return 1'));
    const it = new Case(await model(into('log_ref') + big), { variables: { n: 1e9 } });

    it.complete('a', { y: 1 });
    expect(it.incidents).to.deep.equal(['expression-limit']);
    expect(it.stores.has('stock')).to.equal(false);
    it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { n: 2 } });
    it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

    expect(it.stores.get('stock')).to.deep.equal([1, 1]);
  });

  it('should be a store of its own name where the reference refers to nothing', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/><dataStoreReference id="r" name="register"/><userTask id="a">${io}${into('r')}${outOf('r')}</userTask><userTask id="b"/>${flows('start a b')}`,
    );
    const it = new Case(graph, { stores: { register: 7 } });

    expect(it.the('a').vars).to.deep.equal({ x: 7 });
  });
});
