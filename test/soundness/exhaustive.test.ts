import { expect } from 'chai';
import fc from 'fast-check';
import { compileModel } from '../../engine/model/compile.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { bpmn } from '../support/bpmn.ts';
import { exhaust } from './exhaustive.ts';
import { drawn, mistaken, structured } from './models.ts';

const FEW = 1_000;
const MANY = 20_000;

async function graphOrNone(body: string): Promise<ProcessGraph | undefined> {
  const { graphs, problems } = await compileModel(bpmn(body));
  return problems.some(({ severity }) => severity === 'error') ? undefined : graphs[0];
}

/** What both say must agree wherever the naive search has seen everything. */
function compare(graph: ProcessGraph): boolean {
  const { verdict, findings } = checkSoundness(graph);
  const few = exhaust(graph, FEW);
  const all = few.finished || few.deadlock || verdict !== 'sound' ? few : exhaust(graph, MANY);
  const kinds = findings.map(({ kind }) => kind);
  if (all.deadlock) expect(verdict, 'a deadlock was found').to.equal('unsound');
  if (!all.finished) {
    expect(verdict, 'there seems to be no bound').to.not.equal('sound');
    return false;
  }
  const dead = graph.nodes.slice(1).filter(({ id }) => !all.reached.has(id));
  const sound = !all.deadlock && !all.endless && dead.length === 0;
  expect(
    verdict,
    JSON.stringify({ findings: kinds, deadlock: all.deadlock, endless: all.endless, dead: dead.map(({ id }) => id) }),
  ).to.equal(sound ? 'sound' : 'unsound');
  expect(kinds.includes('unbounded')).to.equal(false);
  expect(kinds.includes('deadlock')).to.equal(all.deadlock);
  return true;
}

async function compareAll(models: fc.Arbitrary<string>, numRuns: number): Promise<number> {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(models, async (body) => {
      const graph = await graphOrNone(body);
      fc.pre(graph !== undefined);
      if (compare(graph as ProcessGraph)) compared++;
    }),
    { numRuns, maxSkipsPerRun: 1_000, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  );
  return compared;
}

describe('soundness/exhaustive', function () {
  this.timeout(180_000);

  it('should find every block-structured model sound', async () => {
    await fc.assert(
      fc.asyncProperty(structured, async (body) => {
        const graph = await graphOrNone(body);
        expect(checkSoundness(graph as ProcessGraph).verdict).to.equal('sound');
      }),
      { numRuns: 300 },
    );
  });

  it('should agree with a search without reduction where a model has a mistake', async () => {
    expect(await compareAll(mistaken, 300)).to.be.above(200);
  });

  it('should agree with a search without reduction in any drawing', async () => {
    expect(await compareAll(drawn, 300)).to.be.above(100);
  });
});
