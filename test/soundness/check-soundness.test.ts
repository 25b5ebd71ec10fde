import { expect } from 'chai';
import { compileModel } from '../../engine/model/compile.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { placeProblems } from '../../engine/soundness/place-problems.ts';
import { soundnessProblems } from '../../engine/soundness/problems.ts';
import { bpmn, compileClean, flowIf, flows, graphOf, undone } from '../support/bpmn.ts';

const ENDS = '<startEvent id="start"/><endEvent id="end"/>';
const users = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('');

async function kindsOf(body: string): Promise<string[]> {
  const { findings } = checkSoundness(await graphOf(body));
  return findings.map(({ kind, elementId }) => `${kind} ${elementId}`);
}

describe('soundness/check-soundness', () => {
  it('should find a join that may stand still, with the shortest run there, and say that data decide', async () => {
    const body = `${ENDS}${users('a', 'b')}<inclusiveGateway id="s" default="s_b"/><parallelGateway id="j"/>
      ${flows('start s b j end', 'a j')}${flowIf('s', 'a', 'f')}${flowIf('a', 'b', 'g')}`;

    const [problem, ...others] = soundnessProblems(await graphOf(body));

    expect(others).to.deep.equal([]);
    expect(problem).to.include({ rule: 'soundness', severity: 'warning', elementId: 'j' });
    expect(problem?.message.zh).to.contain('可能');
    expect(problem?.run?.map(({ kind, elementId }) => `${kind} ${elementId}`)).to.deep.equal([
      'start start',
      'complete a',
    ]);
    expect(problem?.run?.at(-1)?.tokens).to.deep.equal([{ elementId: 'j', count: 1 }]);
  });

  it('should say where in the file the element stands', async () => {
    const xml = bpmn(`${ENDS}${users('a', 'b')}<exclusiveGateway id="x" default="x_b"/>
      <parallelGateway id="j"/>${flows('start x b j end', 'a j')}${flowIf('x', 'a', 'f')}`);
    const { graphs } = await compileClean(xml);

    const [problem] = placeProblems(
      graphs.flatMap((graph) => soundnessProblems(graph)),
      xml,
    );

    const [before = ''] = xml.split('<parallelGateway id="j"/>');
    expect(problem).to.include({ elementId: 'j', line: before.split('\n').length });
    expect(problem?.column).to.be.above(0);
  });

  it('should find tokens without bound', async () => {
    const body = `${ENDS}${users('a', 'b')}<exclusiveGateway id="m"/><parallelGateway id="s"/><exclusiveGateway id="x" default="x_m"/>
      ${flows('start m a s x m', 's b end')}${flowIf('x', 'end', 'f')}`;

    expect(await kindsOf(body)).to.deep.equal(['unbounded a']);
  });

  it('should find a circle without a way out, also one in which nothing waits', async () => {
    const circle = (tag: string) =>
      `${ENDS}<${tag} id="a"/><exclusiveGateway id="m" default="m_a"/>${flows('start m a m')}${flowIf('m', 'end', 'false')}`;

    expect(await kindsOf(circle('userTask'))).to.deep.equal(['no-end a', 'dead end']);
    expect(await kindsOf(circle('task'))).to.deep.equal(['no-end a', 'dead end']);
  });

  it('should not take waiting for the outside for a standstill', async () => {
    const body = `${ENDS}<intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
      ${flows('start c end')}`;

    expect(await kindsOf(body)).to.deep.equal([]);
  });

  it('should let a reminder come and go, and its border event be dead where nothing ever waits', async () => {
    const reminded = (tag: string) => `${ENDS}<${tag} id="a"/>${users('r')}<endEvent id="told"/>
      <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
      ${flows('start a end', 'b r told')}`;

    expect(await kindsOf(reminded('userTask'))).to.deep.equal([]);
    expect(await kindsOf(reminded('task'))).to.deep.equal(['dead r']);
  });

  it('should say that it was not decided beyond the bound, never that it is sound', async () => {
    const graph = await graphOf(`${ENDS}${users('a')}${flows('start a end')}`);

    const found = checkSoundness(graph, { states: 1 });

    expect(found).to.include({ verdict: 'undecided', states: 1, limit: 1 });
    expect(soundnessProblems(graph, { states: 1 })[0]).to.include({ severity: 'warning', elementId: 'process' });
  });

  it('should show the run with the fewest steps, though more has to be decided on it', async () => {
    const gates = Array.from({ length: 12 }, (_, at) => `g${at}`);
    const decided = gates
      .map((id, at) => `<exclusiveGateway id="${id}" default="${id}_${gates[at + 1] ?? 'b'}"/>`)
      .join('');
    const body = `${ENDS}${users('a1', 'a2', 'b', 'c1', 'c2', 'c3')}${decided}<exclusiveGateway id="x" default="x_a1"/><exclusiveGateway id="n" default="n_a2"/>
      <exclusiveGateway id="m"/><exclusiveGateway id="y" default="y_x"/><parallelGateway id="j"/>
      ${flows('start y x a1 n a2 m j end', [...gates, 'b m'].join(' '), 'c1 c2 c3 j')}${flowIf('y', 'c1', 'f')}${flowIf('x', 'g0', 'f')}${flowIf('n', 'g6', 'f')}
      ${gates
        .slice(1)
        .map((id, at) => flowIf(id, gates[at] as string, 'f'))
        .join('')}`;

    const [deadlock] = checkSoundness(await graphOf(body)).findings;

    expect(deadlock?.steps.map(({ kind, elementId }) => `${kind} ${elementId}`)).to.deep.equal([
      'start start',
      'complete b',
    ]);
  });

  it('should refuse a join that no run gets past, and not tell what lies behind it', async () => {
    const body = `${ENDS}${users('a', 'b')}<exclusiveGateway id="x" default="x_b"/><parallelGateway id="j"/>
      ${flows('start x b j end', 'a j')}${flowIf('x', 'a', 'f')}`;

    const problems = soundnessProblems(await graphOf(body));

    expect(problems.map(({ rule, severity, elementId }) => `${severity} ${rule} ${elementId}`)).to.deep.equal([
      'error join-never-fires j',
    ]);
    expect(problems[0]?.run).to.have.length(2);
  });

  it('should not refuse a join that a reminder may bring its token more than once', async () => {
    const body = `${ENDS}${users('a')}<parallelGateway id="j"/><exclusiveGateway id="x" default="x_j"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false">
      <timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></boundaryEvent><userTask id="n"/>
      ${flows('start a end', 'b x j end', 'n j')}${flowIf('x', 'n', 'f')}`;

    const [problem] = soundnessProblems(await graphOf(body));

    expect(problem).to.include({ rule: 'soundness', severity: 'warning', elementId: 'j' });
  });

  it('should not tell again what the rules have told', async () => {
    const { graphs, problems } = await compileModel(
      bpmn(`${ENDS}${users('a', 'lost', 'behind')}${flows('start a end', 'lost behind end')}`),
    );

    const found = soundnessProblems(graphs[0] as ProcessGraph, { told: problems });

    expect(problems.map(({ rule }) => rule)).to.include('unreachable-node');
    expect(found).to.deep.equal([]);
  });

  it('should only warn of what undoes an activity that nothing ever has undone, whatever the setting', async () => {
    const graph = await graphOf(`${ENDS}${undone('a')}${flows('start a end')}`);

    const problems = soundnessProblems(graph, { severity: 'error' });

    expect(checkSoundness(graph).verdict).to.equal('sound');
    expect(problems.map(({ severity, elementId }) => `${severity} ${elementId}`)).to.deep.equal(['warning undo_a']);
  });

  for (const [join, verdict] of [
    ['inclusiveGateway', 'sound'],
    ['exclusiveGateway', 'sound'],
    ['parallelGateway', 'unsound'],
  ] as const) {
    it(`should decide a choice by 20 conditions before an ${join}`, async () => {
      const branches = Array.from({ length: 20 }, (_, at) => `u${at}`);
      const body = `${ENDS}<inclusiveGateway id="s" default="s_d"/><${join} id="j"/>${users('d', ...branches)}
        ${flows('start s d j end', ...branches.map((id) => `${id} j`))}${branches.map((id) => flowIf('s', id, `c_${id}`)).join('')}`;

      const found = checkSoundness(await graphOf(body));

      expect(found.verdict).to.equal(verdict);
      expect(found.states).to.be.below(1_000);
    });
  }

  it('should give each of many like branches for dead or reached by itself', async () => {
    const branches = Array.from({ length: 12 }, (_, at) => `u${at}`);
    const body = `${ENDS}<inclusiveGateway id="s" default="s_d"/><inclusiveGateway id="j"/>${users('d', ...branches, 'never')}
      ${flows('start s d j end', ...branches.map((id) => `${id} j`), 'never j')}
      ${branches.map((id) => flowIf('s', id, `c_${id}`)).join('')}${flowIf('s', 'never', 'false')}`;

    expect(await kindsOf(body)).to.deep.equal(['dead never']);
  });

  it('should stop at its bound of work where each state of a huge model is large', async () => {
    const branches = Array.from({ length: 1_200 }, (_, at) => `u${at}`);
    const body = `${ENDS}<parallelGateway id="s"/><inclusiveGateway id="j"/>${users(...branches)}<endEvent id="t"><terminateEventDefinition/></endEvent>
      ${flows('start s end', 'j t', ...branches.map((id) => `s ${id} j`))}`;

    const { verdict, states, limit } = checkSoundness(await graphOf(body), { states: 2_000 });

    expect(verdict).to.equal('undecided');
    expect(states).to.be.below(limit / 2);
  });

  it('should decide a model of hundreds of elements with parallel branches by a few hundred states', async () => {
    const branch = (at: number) => Array.from({ length: 34 }, (_, step) => `b${at}x${step}`);
    const branches = Array.from({ length: 8 }, (_, at) => branch(at));
    const body = `${ENDS}<parallelGateway id="s"/><parallelGateway id="j"/>${users(...branches.flat())}
      ${flows('start s', 'j end', ...branches.map((ids) => `s ${ids.join(' ')} j`))}`;

    const { verdict, states } = checkSoundness(await graphOf(body));

    expect(verdict).to.equal('sound');
    expect(states).to.be.below(1_000);
  });
});
