import { expect } from 'chai';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { placeProblems } from '../../engine/soundness/place-problems.ts';
import { soundnessProblems } from '../../engine/soundness/problems.ts';
import { bpmn, compileClean, flowIf, flows, graphOf } from '../support/bpmn.ts';

const ENDS = '<startEvent id="start"/><endEvent id="end"/>';
const users = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('');

async function kindsOf(body: string): Promise<string[]> {
  const { findings } = checkSoundness(await graphOf(body));
  return findings.map(({ kind, elementId }) => `${kind} ${elementId}`);
}

describe('soundness/check-soundness', () => {
  it('should find a parallel join behind a choice, with the shortest run there, and say that data decide', async () => {
    const body = `${ENDS}${users('a', 'b')}<exclusiveGateway id="x" default="x_b"/><parallelGateway id="j"/>
      ${flows('start x b j end', 'a j')}${flowIf('x', 'a', 'f')}`;

    const [problem] = soundnessProblems(await graphOf(body));

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
