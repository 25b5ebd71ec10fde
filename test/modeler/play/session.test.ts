import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { parseScenarios } from '../../../engine/scenario/parse-scenarios.ts';
import { gatherWorld, type Library, type World } from '../../../modeler/play/library.ts';
import { actorIn, type PlayPerson } from '../../../modeler/play/people.ts';
import { PlaySession } from '../../../modeler/play/session.ts';
import { beginningsOf, playView, stepOf, verbsFor } from '../../../modeler/play/view.ts';
import { runAll } from '../../../modeler/scenarios/run-all.ts';
import { bpmn, flowIf, flows } from '../../support/bpmn.ts';

const PEOPLE: readonly PlayPerson[] = [
  { id: 'wang', name: '王', department: null, roles: ['clerk'], groups: ['window'] },
  { id: 'li', name: '李', department: null, roles: ['clerk'], groups: ['others'] },
];
const NOW = Date.parse('2026-03-02T01:00:00Z');
const NOTHING: Library = {
  form: async () => undefined,
  decision: async () => undefined,
  process: async () => undefined,
};

const ASKED = bpmn(
  `<startEvent id="start"/><serviceTask id="ask" name="查证" tb:topic="licence"/>
   <userTask id="check" name="核验"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <boundaryEvent id="late" attachedToRef="check"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
   <exclusiveGateway id="which" default="which_no"/><endEvent id="yes"/><endEvent id="no"/><endEvent id="tooLate"/>
   ${flows('start ask check which no', 'late tooLate')}${flowIf('which', 'yes', 'good = true')}`,
  { key: 'asked' },
);

async function worldOf(xml: string, library: Library = NOTHING): Promise<World> {
  const { graphs, problems } = await compileModel(xml);
  expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  return gatherWorld(graphs, library);
}

const sessionOf = (world: World): PlaySession =>
  new PlaySession({ ...world, actorOf: actorIn(PEOPLE), now: NOW, businessKey: 'play-1' });

const viewOf = (session: PlaySession, world: World) => {
  const view = playView(session, { world, people: PEOPLE });
  if (!view) throw new Error('Expected the case to have begun.');
  return view;
};

async function begun(): Promise<{ session: PlaySession; world: World }> {
  const world = await worldOf(ASKED);
  const session = sessionOf(world);
  expect((await session.take({ start: { as: 'wang' } })).ok).to.equal(true);
  return { session, world };
}

async function answered(): Promise<{ session: PlaySession; world: World }> {
  const { session, world } = await begun();
  await session.answer(viewOf(session, world).calls[0]?.id ?? '', { kind: 'completed', variables: { good: true } });
  return { session, world };
}

describe('modeler/play', () => {
  it('should wait for a department until somebody answers for it', async () => {
    const { session, world } = await begun();
    await session.take({ advance: 'P10D' });

    expect(viewOf(session, world).calls.map(({ topic }) => topic)).to.deep.equal(['licence']);

    const [call] = viewOf(session, world).calls;
    await session.answer(call?.id ?? '', { kind: 'completed', variables: { good: true } });

    expect(viewOf(session, world).calls).to.deep.equal([]);
    expect(viewOf(session, world).tasks.map(({ element }) => element)).to.deep.equal(['check']);
  });

  it('should offer a task to whom it is for, and refuse others without moving anything', async () => {
    const { session, world } = await answered();
    const [task] = viewOf(session, world).tasks;
    const steps = session.steps;

    const refused = await session.take({ complete: { task: 'check', as: 'li' } }, task?.id);

    expect(task?.people).to.deep.equal(['wang']);
    expect(verbsFor(session, task?.id ?? '', actorIn(PEOPLE)('wang'))).to.include('complete');
    expect(verbsFor(session, task?.id ?? '', actorIn(PEOPLE)('li'))).to.not.include('complete');
    expect(refused.ok ? '' : refused.failure.code).to.equal('action-not-allowed');
    expect(session.steps).to.equal(steps);
  });

  it('should fire what falls due when the clock is moved, and take it all back', async () => {
    const { session, world } = await answered();

    await session.take({ advance: 'P3D' });

    expect(viewOf(session, world).status).to.equal('completed');
    expect(session.now).to.equal(NOW + 3 * 86_400_000);
    expect(stepOf(session).passed.map(({ flows: taken }) => taken)).to.deep.include(['late_tooLate']);

    session.back();

    expect(session.now).to.equal(NOW);
    expect(viewOf(session, world).tasks.map(({ element }) => element)).to.deep.equal(['check']);
    expect(stepOf(session).tokens).to.deep.equal([{ elementId: 'check', count: 1 }]);
  });

  it('should record a scenario that holds when it is lived again', async () => {
    const { session, world } = await answered();
    const [task] = viewOf(session, world).tasks;
    await session.take({ advance: 'P1D' });
    await session.take({ complete: { task: 'check', as: 'wang' } }, task?.id);
    const scenario = session.scenario({ zh: '甲', en: 'a' });

    const text = JSON.stringify({ process: 'asked', scenarios: [scenario] });
    const { outcomes, coverage } = await runAll(
      {
        process: 'asked',
        scenarios: [...parseScenarios(text).scenarios].map((one) => ({ ...one, steps: [...one.steps] })),
      },
      { world, contracts: [], people: PEOPLE },
    );

    expect(outcomes).to.deep.equal([{ problems: [] }]);
    expect(scenario.steps.at(-1)).to.deep.equal({ expect: { status: 'completed', open: [] } });
    expect(coverage.flows.missing).to.deep.equal(['which_no', 'late_tooLate']);
  });

  it('should record that a department failed first, and that it took its time', async () => {
    const { session, world } = await begun();
    const call = viewOf(session, world).calls[0]?.id ?? '';
    await session.answer(call, { kind: 'failed', message: 'out of order' });
    await session.take({ advance: 'PT2H' });
    await session.answer(call, { kind: 'completed', variables: {} });

    const [first] = session.scenario({ zh: '甲', en: 'a' }).steps;

    expect(first).to.deep.equal({
      adapter: {
        topic: 'licence',
        script: { takes: 'PT7200S', answer: { kind: 'completed', variables: {} }, failFirst: 1 },
      },
    });
  });

  it('should go on with the other scenarios when one cannot be lived', async () => {
    const world = await worldOf(ASKED);
    const given = { now: '2026-03-02T09:00:00+08:00', businessKey: 'k' };
    const name = { zh: '甲', en: 'a' };

    const { outcomes } = await runAll(
      {
        process: 'asked',
        scenarios: [
          { name, given, steps: [{ expect: { status: 'active' } }] },
          { name, given, steps: [{ start: { as: 'wang' } }, { expect: { open: ['check'] } }] },
        ],
      },
      { world, contracts: [], people: PEOPLE },
    );

    expect(outcomes[0]?.problems[0]?.en).to.contain('no step has begun it');
    expect(outcomes[1]?.problems).to.deep.equal([]);
  });

  it('should fetch forms and called processes, name what is missing, and ask for the form', async () => {
    const form = JSON.stringify({
      id: 'apply',
      schemaVersion: 18,
      components: [{ id: 'a', type: 'textfield', key: 'name', validate: { required: true } }],
    });
    const inner = bpmn(`<startEvent id="start"/><endEvent id="end"/>${flows('start end')}`, { key: 'inner' });
    const xml = bpmn(
      `<startEvent id="start" tb:form="apply"/><callActivity id="call" calledElement="inner"/><callActivity id="lost" calledElement="nowhere"/><endEvent id="end"/>${flows('start call lost end')}`,
      { key: 'outer' },
    );
    const world = await worldOf(xml, {
      form: async (key) => (key === 'apply' ? form : undefined),
      decision: async () => undefined,
      process: async (key) => (key === 'inner' ? inner : undefined),
    });
    const session = sessionOf(world);

    const refused = await session.take({ start: { as: 'wang', variables: {} } });

    expect(world.missing).to.deep.equal(['nowhere']);
    expect(beginningsOf(world)[0]?.form?.key).to.equal('apply');
    expect(refused.ok ? [] : refused.failure.fields?.map(({ path }) => path)).to.deep.equal(['name']);
    expect((await session.take({ start: { as: 'wang', variables: { name: '甲' } } })).ok).to.equal(true);
    expect(viewOf(session, world).incidents.map(({ element }) => element)).to.deep.equal(['lost']);
  });
});
