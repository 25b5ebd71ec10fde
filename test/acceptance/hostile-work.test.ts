/** Models that want more than there is: each stands with an incident that says which limit it was, and others are served meanwhile. */
import { expect } from 'chai';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import { type Instance, useEngine } from './support/engine.ts';
import { call, end, gateway, script, start, task, times, user } from './support/shapes.ts';

const line = (...inside: string[]): string =>
  [start(), ...inside, user('a'), end(), flows('start work a end')].join('');
const many = (id: string, body: string): string => `<task id="${id}">${times(body)}</task>`;
const count = (n: number | string): string => `<loopCardinality>${n}</loopCardinality>`;

const WORK: Readonly<Record<string, readonly [body: string, code: string, said: RegExp]>> = {
  'a million items by number': [line(many('work', count(1_000_000))), 'loop-limit-exceeded', /20,?000.*1,?000,?000/],
  'a number of items beyond all numbers': [line(many('work', count('=10**30'))), 'loop-limit-exceeded', /./],
  'a million items by items of items': [
    line(
      `<subProcess id="work">${times(count(1_000))}${start('s')}${many('in', count(1_000))}${flows('s in')}</subProcess>`,
    ),
    'loop-limit-exceeded',
    /20,?000/,
  ],
  'a circle of gateways': [
    [
      start(),
      gateway('exclusive', 'work'),
      gateway('exclusive', 'back', 'default="back_work"'),
      end(),
      flows('start work back work'),
      flowIf('back', 'end', 'false'),
    ].join(''),
    'step-budget-exceeded',
    /10,?000/,
  ],
  'a circle of scripts': [
    [
      start(),
      gateway('exclusive', 'g'),
      script('work', '=1', 'n'),
      gateway('exclusive', 'h', 'default="h_g"'),
      end(),
      flows('start g work h g'),
      flowIf('h', 'end', 'false'),
    ].join(''),
    'step-budget-exceeded',
    /10,?000/,
  ],
  'a range without end': [
    line(script('work', '=count(for i in 1..10**12 return i)', 'n')),
    'expression-limit',
    /100,?000/,
  ],
  'loops inside loops': [
    line(script('work', '=count(for a in 1..1000, b in 1..1000, c in 1..1000 return a)', 'n')),
    'expression-limit',
    /,000/,
  ],
  'a text that doubles itself': [
    line(script('work', '=for i in 1..60 return if i = 1 then "x" else partial[i - 1] + partial[i - 1]', 'n')),
    'expression-limit',
    /./,
  ],
};

const BOMBS: Readonly<Record<string, string>> = {
  'a number of a million digits': `=${'9'.repeat(1_000_000)}`,
  'parentheses ten thousand deep': `=${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
  'lists four thousand deep': `=${'['.repeat(4_000)}1${']'.repeat(4_000)}`,
  'conditions a thousand deep': `=${'if true then '.repeat(700)}1${' else 1'.repeat(700)}`,
};

describe('acceptance/hostile: work', function () {
  this.timeout(60_000);
  const engine = useEngine();

  async function standing(id: string): Promise<Instance> {
    await engine.settle();
    return engine.instance(id);
  }

  for (const [name, [body, code, said]] of Object.entries(WORK)) {
    it(`should stand with an incident at ${name}`, async () => {
      const { incidents, status } = await standing(await engine.run(body, {}));

      expect(status).to.equal('incident');
      expect(incidents.map((each) => each.code)).to.include(code);
      expect(incidents.find((each) => each.code === code)?.message).to.match(said);
    });
  }

  for (const [name, expression] of Object.entries(BOMBS)) {
    it(`should refuse an expression with ${name}`, async () => {
      const { status, body } = await engine.tryToDeploy(bpmn(line(script('work', expression, 'n'))));

      expect(status).to.equal(422);
      expect(body.problems[0].elementId).to.equal('work');
    });
  }

  it('should stand with an incident where a process calls itself without end', async () => {
    const key = engine.newKey();
    await engine.model([start(), call('work', key), end(), flows('start work end')].join(''), { key });

    const { incidents } = await standing(await engine.start(key));

    expect(incidents.map((each) => each.elementId)).to.deep.equal(['work']);
    expect(incidents[0]?.message).to.match(/50/);
  });

  it('should stand with an incident at a million items that an expression makes', async () => {
    const items = times('', 'tb:collection="=for i in 1..1000000 return i"');

    const { incidents } = await standing(await engine.run(line(`<task id="work">${items}</task>`)));

    expect(incidents.map((each) => each.elementId)).to.deep.equal(['work']);
    expect(incidents[0]?.message).to.match(/100000 elements/);
  });

  it('should refuse a million items where they are sent', async () => {
    const key = await engine.model(line(`<task id="work">${times('', 'tb:collection="=items"')}</task>`));

    const { status, body } = await engine.admin.post('/process-instances', {
      definitionKey: key,
      variables: { items: Array.from({ length: 600_000 }, () => 1) },
    });

    expect([status, body.code]).to.deep.equal([413, 'payload-too-large']);
  });

  it('should stop a variable that doubles with every round', async () => {
    const body = [
      start(),
      gateway('exclusive', 'g'),
      script('work', '=text + text', 'text'),
      gateway('exclusive', 'h', 'default="h_g"'),
      end(),
      flows('start g work h g'),
      flowIf('h', 'end', 'false'),
    ].join('');

    const { incidents, variables } = await standing(await engine.run(body, { text: 'x'.repeat(1_000) }));

    expect(incidents).to.have.lengthOf(1);
    expect(incidents[0]?.message).to.match(/1000000 characters/);
    expect(String(variables.text).length).to.be.at.most(1_000_000);
  });

  it('should serve others after all that', async () => {
    const id = await engine.run(line(task('work')));

    expect(await engine.open(id)).to.deep.equal(['a']);
  });
});
