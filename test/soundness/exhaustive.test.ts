import { expect } from 'chai';
import fc from 'fast-check';
import { openElements } from '../../engine/core/query.ts';
import type { ElementInstance } from '../../engine/core/state.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import type { Finding } from '../../engine/soundness/finding.ts';
import { bpmn } from '../support/bpmn.ts';
import { exhaust } from './exhaustive.ts';
import { DEFINITIONS, detailed, drawn, mistaken, structured } from './models.ts';
import { replay } from './replay.ts';

const FEW = 1_000;
const MANY = 20_000;
const FEW_FLOWS = 20;
/** A failure prints its seed; SEED does it again. */
const seeded = process.env.SEED ? { seed: Number(process.env.SEED) } : {};

async function graphOrNone(body: string): Promise<ProcessGraph | undefined> {
  const { graphs, problems } = await compileModel(bpmn(body, { definitions: DEFINITIONS }));
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
    // Drawings are small: one that has more states than this has no bound. Structured models may have many parallel branches.
    if (graph.flows.length < FEW_FLOWS) expect(verdict, 'there seems to be no bound').to.not.equal('sound');
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
  expectShortest(graph, findings, all.stepsToDeadlock);
  return true;
}

/** The opening of the case is a step of a run; what happens in sub-processes is told at more length than it is counted. */
function expectShortest(graph: ProcessGraph, findings: readonly Finding[], least: number | null): void {
  if (least === null || graph.nodes.some(({ index, children }) => index > 0 && children.length > 0)) return;
  const lengths = findings.filter(({ kind }) => kind === 'deadlock').map(({ steps }) => steps.length - 1);
  expect(Math.min(...lengths), 'the shortest run').to.equal(least);
}

/** In the core too, the case has come to the element and goes on. */
function expectOnTheWay(graph: ProcessGraph, { steps, elementId }: Finding): boolean {
  const core = replay(graph, steps);
  if (!core) return false;
  expect(core.state.status).to.equal('active');
  expect(core.visits(elementId), `the case comes to ${elementId}`).to.be.above(0);
  return true;
}

/** In the core too, everything that is left waits for tokens and nothing else. */
function expectStandstill(graph: ProcessGraph, { steps, elementId }: Finding): boolean {
  const core = replay(graph, steps);
  if (!core) return false;
  const open = openElements(core.state).filter(({ node }) => node !== 0);
  const waiting = open.filter(({ arrived }) => arrived !== undefined);
  const around = open.filter(({ node }) => (graph.nodes[node]?.children.length ?? 0) > 0);
  expect(core.state.status).to.equal('active');
  expect(core.incidents).to.deep.equal([]);
  expect(core.at(elementId), `something waits at ${elementId}`).to.not.have.length(0);
  expect(inScopeOf(graph, elementId, open)).to.deep.equal(inScopeOf(graph, elementId, [...waiting, ...around]));
  return true;
}

/** The open elements beside it. */
function inScopeOf(graph: ProcessGraph, elementId: string, open: readonly ElementInstance[]): string[] {
  const parent = graph.nodes[graph.byId.get(elementId) ?? -1]?.parent;
  const beside = open.filter(({ node }) => graph.nodes[node]?.parent === parent);
  return beside.map(({ id }) => id).sort();
}

async function compareAll(models: fc.Arbitrary<string>, numRuns: number): Promise<number> {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(models, async (body) => {
      const graph = await graphOrNone(body);
      fc.pre(graph !== undefined);
      if (compare(graph as ProcessGraph)) compared++;
    }),
    { numRuns, maxSkipsPerRun: 1_000, ...seeded },
  );
  return compared;
}

describe('soundness/exhaustive', function () {
  this.timeout(600_000);

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

  it('should give runs that bring the core itself to the standstill', async () => {
    let replayed = 0;
    const models = fc.oneof(drawn, mistaken);
    await fc.assert(
      fc.asyncProperty(models, async (body) => {
        const graph = await graphOrNone(body);
        fc.pre(graph !== undefined);
        const { findings } = checkSoundness(graph as ProcessGraph);
        for (const finding of findings.filter(({ kind }) => kind === 'deadlock')) {
          if (expectStandstill(graph as ProcessGraph, finding)) replayed++;
        }
      }),
      { numRuns: 300, maxSkipsPerRun: 1_000, ...seeded },
    );
    expect(replayed, 'most runs can be made to happen by data').to.be.above(15);
  });

  it('should give runs that bring the core itself into what never ends or has no bound', async () => {
    const replayed = { 'no-end': 0, unbounded: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(drawn, mistaken), async (body) => {
        const graph = await graphOrNone(body);
        fc.pre(graph !== undefined);
        for (const finding of checkSoundness(graph as ProcessGraph).findings) {
          if (finding.kind !== 'no-end' && finding.kind !== 'unbounded') continue;
          if (expectOnTheWay(graph as ProcessGraph, finding)) replayed[finding.kind]++;
        }
      }),
      { numRuns: 300, maxSkipsPerRun: 1_000, ...seeded },
    );
    expect(replayed.unbounded).to.be.above(5);
    expect(replayed['no-end']).to.be.above(0);
  });

  it('should agree with a search without reduction in any drawing', async () => {
    expect(await compareAll(drawn, 300)).to.be.above(100);
  });

  it('should agree with it where sub-processes are left by events, with links and quantities', async () => {
    expect(await compareAll(detailed, 300)).to.be.above(70);
  });
});
