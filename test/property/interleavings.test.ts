import { expect } from 'chai';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { Case } from '../core/harness.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { pictureOf, waitingIn } from './picture.ts';
import { type Flags, Reference } from './reference.ts';

const users = (...ids: string[]) => ids.map((id) => `<userTask id="${id}"/>`).join('');

const complex = (tokens: number) =>
  `<complexGateway id="g"><activationCondition xsi:type="tFormalExpression">activationCount &gt;= ${tokens}</activationCondition></complexGateway>`;

/** Small models around one join each; every order in which their tasks can be done is tried. */
const MODELS: Record<string, string> = {
  'parallel join of three': `<startEvent id="start"/><parallelGateway id="s"/>${users('a', 'b', 'c', 'd')}<parallelGateway id="j"/>
    ${flows('start s a j d', 's b j', 's c j')}`,
  'four tokens into a parallel join of two': `<startEvent id="start"/><parallelGateway id="s"/>${users('a1', 'a2', 'b1', 'b2', 'd')}
    <exclusiveGateway id="ma"/><exclusiveGateway id="mb"/><parallelGateway id="j"/>
    ${flows('start s a1 ma j d', 's a2 ma', 's b1 mb j', 's b2 mb')}`,
  'inclusive join behind a parallel split with a way out': `<startEvent id="start"/><parallelGateway id="s"/>${users('a', 'b', 'c', 'd', 'e')}
    <exclusiveGateway id="x" default="x_j"/><inclusiveGateway id="j"/>${flows('start s a j d', 's b x j', 's c j')}${flowIf('x', 'e', 'out')}`,
  'nested inclusive joins': `<startEvent id="start"/><inclusiveGateway id="s" default="s_c"/>${users('a', 'b', 'c', 'd')}
    <parallelGateway id="s2"/><inclusiveGateway id="j2"/><inclusiveGateway id="j"/>
    ${flowIf('s', 's2', 'inner')}${flows('start s c j d', 's2 a j2 j', 's2 b j2')}`,
  'inclusive join in a loop': `<startEvent id="start"/><inclusiveGateway id="j"/><parallelGateway id="s"/>${users('a', 'b', 'd')}
    <inclusiveGateway id="j2"/><exclusiveGateway id="x" default="x_d"/>${flows('start j s a j2 x d', 's b j2')}${flowIf('x', 'j', 'out')}`,
  'complex join of two of three': `<startEvent id="start"/><parallelGateway id="s"/>${users('a', 'b', 'c', 'd', 'e')}${complex(2)}
    ${flows('start s a g', 's b g', 's c g')}${flowIf('g', 'd', 'waitingForStart')}${flowIf('g', 'e', 'out')}`,
  'complex join with a way out': `<startEvent id="start"/><parallelGateway id="s"/>${users('a', 'b', 'c', 'd', 'e')}${complex(1)}
    <exclusiveGateway id="x" default="x_g"/>${flows('start s a g', 's b x g', 's c g')}${flowIf('x', 'e', 'out')}${flowIf('g', 'd', 'waitingForStart')}`,
  'four tokens into a complex join of one': `<startEvent id="start"/><parallelGateway id="s"/>${users('a1', 'a2', 'b1', 'b2', 'd')}
    <exclusiveGateway id="ma"/><exclusiveGateway id="mb"/>${complex(1)}
    ${flows('start s a1 ma g', 's a2 ma', 's b1 mb g', 's b2 mb')}${flowIf('g', 'd', 'waitingForStart')}`,
};

const ANSWERS: readonly Flags[] = [{ out: false }, { out: true }];
const DEPTH = 6;

/** Does the same things in the same order in both, and compares after each. */
function replay(graph: ProcessGraph, first: Flags, path: readonly [string, Flags][]): string[] {
  const core = new Case(graph, { variables: first });
  const reference = new Reference(graph, first);
  for (const [place, flags] of path) {
    const element = waitingIn(core).get(place) ?? '';
    core.pull({ kind: 'completeElement', element, variables: flags });
    reference.complete(place, flags);
  }
  expect(pictureOf(core), JSON.stringify(path)).to.equal(reference.picture);
  expect(core.incidents).to.deep.equal([]);
  return [...new Set(reference.waiting)];
}

function explore(graph: ProcessGraph, first: Flags, path: readonly [string, Flags][] = []): number {
  const waiting = replay(graph, first, path);
  if (path.length === DEPTH) return 1;
  const answers = graph.byId.has('x') ? ANSWERS : ANSWERS.slice(0, 1);
  const next = waiting.flatMap((place) => answers.map((flags): [string, Flags] => [place, flags]));
  return next.reduce((sum, choice) => sum + explore(graph, first, [...path, choice]), 1);
}

describe('property/interleavings', () => {
  for (const [name, body] of Object.entries(MODELS)) {
    it(`should agree with the reference in every order of events: ${name}`, async () => {
      const graph = await graphOf(body);

      const explored = [
        { inner: true, out: false },
        { inner: false, out: false },
      ].map((first) => explore(graph, first));

      expect(Math.min(...explored)).to.be.above(1);
    });
  }
});
