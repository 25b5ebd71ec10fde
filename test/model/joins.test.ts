import { expect } from 'chai';
import fc from 'fast-check';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';

const TIMER = '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';

/** Per incoming flow of a join the ids of the nodes that can reach it. */
function reachOf(graph: ProcessGraph, join: string): Record<string, string[]> {
  const node = graph.nodes[graph.byId.get(join) ?? -1];
  const reach = node?.join?.reach ?? [];
  return Object.fromEntries(
    reach.map((bits, i) => [graph.flows[node?.incoming[i] ?? -1]?.id ?? '', idsIn(graph, bits)]),
  );
}

const idsIn = (graph: ProcessGraph, bits: Uint32Array): string[] =>
  graph.nodes.filter(({ index }) => (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1).map(({ id }) => id);

const tasks = (...ids: string[]) => ids.map((id) => `<task id="${id}"/>`).join('');

const JOINS = ['n0', 'n2', 'n4', 'n6'];

describe('model/joins', () => {
  it('should know per flow who can still reach it', async () => {
    const graph =
      await graphOf(`<startEvent id="s"/><parallelGateway id="f"/>${tasks('a', 'b')}<inclusiveGateway id="j"/><endEvent id="e"/>
      ${flows('s f a j e', 'f b j')}`);

    expect(reachOf(graph, 'j')).to.deep.equal({ a_j: ['s', 'f', 'a'], b_j: ['s', 'f', 'b'] });
  });

  it('should not look through the join itself in a loop', async () => {
    const graph =
      await graphOf(`<startEvent id="s"/><inclusiveGateway id="j"/><task id="a"/><exclusiveGateway id="x" default="x_e"/>
      <endEvent id="e"/>${flows('s j a x e')}${flowIf('x', 'j', 'again')}`);

    expect(reachOf(graph, 'j')).to.deep.equal({ s_j: ['s'], x_j: ['a', 'x'] });
  });

  it('should go from an activity to its boundary events, and along links', async () => {
    const graph =
      await graphOf(`<startEvent id="s"/>${tasks('a')}<boundaryEvent id="late" attachedToRef="a">${TIMER}</boundaryEvent>
      <intermediateThrowEvent id="go"><linkEventDefinition name="L"/></intermediateThrowEvent>
      <intermediateCatchEvent id="land"><linkEventDefinition name="L"/></intermediateCatchEvent>
      <inclusiveGateway id="j"/><endEvent id="e"/>${flows('s a j e', 'late go', 'land j')}`);

    expect(reachOf(graph, 'j')).to.deep.equal({ a_j: ['s', 'a'], land_j: ['s', 'a', 'late', 'go', 'land'] });
  });

  it('should stay in its scope', async () => {
    const graph =
      await graphOf(`<task id="out"/><subProcess id="sub">${tasks('a', 'b')}<inclusiveGateway id="j"/><endEvent id="e"/>
      ${flows('a j e', 'b j')}</subProcess>${flows('out sub')}`);

    expect(reachOf(graph, 'j')).to.deep.equal({ a_j: ['a'], b_j: ['b'] });
  });

  it('should leave gateways with one incoming flow alone', async () => {
    const graph = await graphOf(`<inclusiveGateway id="f"/>${tasks('a')}${flows('f a')}`);

    expect(graph.nodes[1]?.join).to.equal(null);
  });

  it('should agree with walking forward from every node in random graphs', async () => {
    const edge = fc.tuple(fc.nat(7), fc.nat(7)).filter(([from, to]) => from !== to);
    const edges = fc.uniqueArray(edge, { minLength: 2, maxLength: 16, selector: ([from, to]) => `${from} ${to}` });

    await fc.assert(
      fc.asyncProperty(edges, async (pairs) => {
        const graph = await graphOf(
          `<startEvent id="s"/>${JOINS.map((id) => `<inclusiveGateway id="${id}"/>`).join('')}${tasks('n1', 'n3', 'n5', 'n7')}<task id="out"/>
          ${flows('s n0', 's n1', 'n1 n0', 'n0 out', 'n3 out', 'n5 out', 'n7 out')}
          ${pairs
            .filter(([from, to]) => !(from === 1 && to === 0))
            .map(([from, to]) => flowIf(`n${from}`, `n${to}`, 'x'))
            .join('')}`,
        );

        for (const { index, incoming, join } of graph.nodes) {
          for (const [i, flow] of (join ? incoming : []).entries()) {
            const expected = graph.nodes.filter((node) => walksTo(graph, { from: node.index, flow, join: index }));
            expect(idsIn(graph, join?.reach[i] ?? new Uint32Array())).to.deep.equal(expected.map(({ id }) => id));
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Follows a token from a node over all flows, never out of the join. */
function walksTo(graph: ProcessGraph, { from, flow, join }: { from: number; flow: number; join: number }): boolean {
  const seen = new Set<number>();
  const visit = (index: number): boolean => {
    if (index === join || seen.has(index)) return false;
    seen.add(index);
    const outgoing = graph.nodes[index]?.outgoing ?? [];
    return outgoing.some((next) => next === flow || visit(graph.flows[next]?.target ?? -1));
  };
  return visit(from);
}
