import { expect } from 'chai';
import fc from 'fast-check';
import { CompileContext } from '../../engine/model/compile/context.ts';
import { compileFlows } from '../../engine/model/compile/flows.ts';
import { compileNodes } from '../../engine/model/compile/nodes.ts';
import { dominators } from '../../engine/model/compile/reachability.ts';
import { readBpmn } from '../../engine/model/read-bpmn.ts';
import { bpmn, flows } from '../support/bpmn.ts';

const SIZE = 8;

/** What is reached from node 0 where nothing leads out of `closed`. */
function reached(pairs: readonly (readonly [number, number])[], closed: number): ReadonlySet<number> {
  const found = new Set([0]);
  for (const at of found) {
    if (at === closed) continue;
    for (const [from, to] of pairs) if (from === at) found.add(to);
  }
  return found;
}

describe('model/dominators', () => {
  it('should agree with closing each node in random graphs', async () => {
    const edge = fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)).filter(([from, to]) => from !== to);
    const edges = fc.uniqueArray(edge, { minLength: 4, maxLength: 20, selector: ([from, to]) => `${from} ${to}` });

    await fc.assert(
      fc.asyncProperty(edges, async (pairs) => {
        const body = Array.from({ length: SIZE }, (_, n) => `<task id="n${n}"/>`).join('');
        const { document } = await readBpmn(bpmn(`${body}${flows(...pairs.map(([from, to]) => `n${from} n${to}`))}`));
        if (!document) throw new Error('Expected a readable model.');
        const [process] = document.processes;
        if (!process) throw new Error('Expected a process.');
        const draft = compileNodes(process);
        compileFlows(new CompileContext(document), draft);
        const indexOf = (n: number): number => draft.nodes.find(({ id }) => id === `n${n}`)?.index ?? -1;

        const scope = dominators(draft, [indexOf(0)]);

        for (let one = 0; one < SIZE; one++) {
          expect(scope.isReached(indexOf(one))).to.equal(reached(pairs, -1).has(one));
          for (let other = 0; other < SIZE; other++) {
            if (!reached(pairs, -1).has(one) || !reached(pairs, -1).has(other)) continue;
            const expected = one === other || !reached(pairs, one).has(other);
            expect(scope.isPassed(indexOf(one), indexOf(other)), `${one} before ${other}`).to.equal(expected);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
