import { expect } from 'chai';
import { flowIf, flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { call, end, extended, gateway, scope, script, start, task, times, user } from './support/shapes.ts';

const around = (activity: string): string => [start(), activity, user('z'), end(), flows('start x z end')].join('');

describe('acceptance/loops', () => {
  const engine = useEngine();

  it('should run an activity for each item at once and collect the results in their order', async () => {
    const id = await engine.run(
      around(
        user(
          'x',
          times(
            '',
            'tb:collection="=项目" tb:elementVariable="项" tb:outputCollection="结果" tb:outputElement="=项 * 2"',
          ),
        ),
      ),
      { 项目: [1, 2, 3] },
    );
    const { elements } = await engine.instance(id);
    const body = elements.find(({ parentElementInstanceId }) => parentElementInstanceId === null);
    const items = elements.filter(({ parentElementInstanceId }) => parentElementInstanceId === body?.id);
    expect(items).to.have.lengthOf(3);
    const locals = await Promise.all(
      items.map(
        async (item) => (await engine.admin.get(`/process-instances/${id}/variables?scope=${item.id}`)).body.variables,
      ),
    );
    expect(locals).to.have.deep.members([1, 2, 3].map((n) => ({ 项: n, loopCounter: n })));

    for (const { id: open } of (await engine.tasks(id)).reverse()) await engine.admin.post(`/tasks/${open}/complete`);

    expect(await engine.open(id)).to.deep.equal(['z']);
    expect((await engine.instance(id)).variables.结果).to.deep.equal([2, 4, 6]);
  });

  it('should run one after the other when sequential', async () => {
    const id = await engine.run(
      around(user('x', times('<loopCardinality>3</loopCardinality>', 'isSequential="true"'))),
    );
    const counters: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      const open = await engine.tasks(id);
      expect(open).to.have.lengthOf(1);
      const scopeOf = open[0]?.elementInstanceId;
      counters.push(
        (await engine.admin.get(`/process-instances/${id}/variables?scope=${scopeOf}`)).body.variables.loopCounter,
      );
      await engine.complete(id, 'x');
    }

    expect(counters).to.deep.equal([1, 2, 3]);
    expect(await engine.open(id)).to.deep.equal(['z']);
  });

  it('should end the rest when the completion condition holds', async () => {
    const enough =
      '<loopCardinality>5</loopCardinality><completionCondition>nrOfCompletedInstances &gt;= 2</completionCondition>';
    const id = await engine.run(around(user('x', times(enough))));
    await engine.complete(id, 'x');
    expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['x', 'x', 'x', 'x']);

    await engine.complete(id, 'x');

    expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['z']);
  });

  it('should lose no vote when all vote at once', async () => {
    const id = await engine.run(around(user('x', times('<loopCardinality>10</loopCardinality>'))));
    const open = await engine.tasks(id);

    const answers = await Promise.all(open.map(({ id: one }) => engine.admin.post(`/tasks/${one}/complete`)));

    expect(answers.map(({ status }) => status)).to.deep.equal(open.map(() => 200));
    expect(await engine.open(id)).to.deep.equal(['z']);
  });

  it('should keep what the items of a repeated scope write apart', async () => {
    const body = [
      start('s'),
      script('calculate', 'item * 10', 'r'),
      user('u'),
      end('e'),
      flows('s calculate u e'),
    ].join('');
    const loop = times(
      '',
      'tb:collection="=[1, 2]" tb:elementVariable="item" tb:outputCollection="out" tb:outputElement="=r"',
    );
    const id = await engine.run(around(scope('x', body + loop)));
    for (let round = 0; round < 2; round++) await engine.complete(id, 'u');

    expect((await engine.instance(id)).variables).to.deep.equal({ out: [10, 20] });
  });

  for (const [name, loop, variables] of [
    ['an empty collection', times('', 'tb:collection="=[]"'), {}],
    ['no items', times('<loopCardinality>0</loopCardinality>'), {}],
  ] as const) {
    it(`should be done at once with ${name}`, async () => {
      expect(await engine.open(await engine.run(around(user('x', loop)), variables))).to.deep.equal(['z']);
    });
  }

  for (const [name, loop] of [
    ['a negative number of items', times('<loopCardinality>-1</loopCardinality>')],
    ['a number of items that is not there', times('<loopCardinality>missing</loopCardinality>')],
    ['a collection that is none', times('', 'tb:collection="=5"')],
    ['ten million items', times('<loopCardinality>10000000</loopCardinality>')],
  ] as const) {
    it(`should make an incident of ${name}`, async () => {
      const id = await engine.run(around(user('x', loop)));

      const { status, incidents } = await engine.instance(id);
      expect(status).to.equal('incident');
      expect(incidents).to.have.lengthOf(1);
      expect(incidents[0]?.elementId).to.equal('x');
    });
  }

  it('should test a standard loop before or after, and stop at its maximum', async () => {
    const count = (attributes: string, until: string): string =>
      `<scriptTask id="x" tb:resultVariable="k"><standardLoopCharacteristics ${attributes}><loopCondition>${until}</loopCondition></standardLoopCharacteristics><script>(if k = null then 0 else k) + 1</script></scriptTask>`;

    const after = await engine.run(around(count('', 'k &lt; 5')));
    const never = await engine.run(around(count('testBefore="true"', 'false')));
    const bounded = await engine.run(around(count('loopMaximum="3"', 'true')));

    expect((await engine.instance(after)).variables).to.deep.equal({ k: 5 });
    expect((await engine.instance(never)).variables).to.deep.equal({});
    expect((await engine.instance(bounded)).variables).to.deep.equal({ k: 3 });
  });

  it('should stop a case that runs in a circle, and stay up', async () => {
    const id = await engine.run(
      [
        start(),
        gateway('exclusive', 'm'),
        task('t'),
        gateway('exclusive', 'g', 'default="g_m"'),
        end(),
        flows('start m t g m'),
        flowIf('g', 'end', 'stop'),
      ].join(''),
    );

    const { incidents } = await engine.instance(id);
    expect(incidents.map(({ code }) => code)).to.deep.equal(['step-budget-exceeded']);
  });

  it('should stop a process that calls itself', async () => {
    const key = engine.newKey();
    const id = await engine.run([start(), call('x', key), end(), flows('start x end')].join(''), {}, { key });

    const { incidents } = await engine.instance(id);
    expect(incidents.map(({ code }) => code)).to.deep.equal(['call-depth-exceeded']);
  });

  it('should hand a called process what the mappings name, and show it below the call', async () => {
    const inner = await engine.model([start(), user('u'), end(), flows('start u end')].join(''));
    const mappings = extended('<tb:input source="=a + 1" target="b"/><tb:output source="=b * 2" target="r"/>');
    const key = await engine.model(around(call('x', inner, mappings)));
    const id = await engine.start(key, { a: 1 }, { businessKey: 'K-1' });
    const { elements } = await engine.instance(id);
    const [caller] = elements.filter(({ elementId }) => elementId === 'x');
    expect(elements.find(({ elementId }) => elementId === 'u')?.parentElementInstanceId).to.equal(caller?.id);

    await engine.complete(id, 'u', { b: 7 });

    expect((await engine.instance(id)).variables).to.deep.equal({ a: 1, r: 14 });
  });
});
