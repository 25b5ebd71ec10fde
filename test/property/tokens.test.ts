import { expect } from 'chai';
import fc from 'fast-check';
import { compileModel } from '../../engine/model/compile.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { Case } from '../core/harness.ts';
import { bpmn, graphOf } from '../support/bpmn.ts';
import { block, FLAGS, flags, render } from './blocks.ts';
import { pictureOf, waitingIn } from './picture.ts';
import { type Flags, Reference } from './reference.ts';
import { drawing, renderDrawing } from './unstructured.ts';

const LIMITS = { moves: 300, loopItems: 10, callDepth: 5 };
const NONE: Flags = Object.fromEntries(FLAGS.map((name) => [name, false]));

/** Which waiting task is done next, and what whoever does it decides. */
const choices = fc.array(fc.record({ pick: fc.nat(), flags }), { maxLength: 15 });

class Both {
  readonly core: Case;
  readonly reference: Reference;

  constructor(graph: ProcessGraph, first: Flags) {
    this.core = new Case(graph, { variables: first, limits: LIMITS });
    this.reference = new Reference(graph, first);
  }

  /** Nothing to compare where the reference cannot tell what comes next, or a gateway has no flow to take. */
  get comparable(): boolean {
    return !this.reference.undecided && !this.reference.stuck;
  }

  get waiting(): string[] {
    return this.reference.waiting;
  }

  complete(place: string, given: Flags): void {
    const element = waitingIn(this.core).get(place);
    expect(element, `the core has nobody waiting at ${place}`).to.be.a('string');
    this.reference.complete(place, given);
    this.core.pull({ kind: 'completeElement', element: element ?? '', variables: given });
  }

  compare(): void {
    expect(pictureOf(this.core)).to.equal(this.reference.picture);
    expect(this.core.state.status === 'completed').to.equal(this.reference.ended);
    expect(this.core.incidents).to.deep.equal([]);
  }
}

describe('property/tokens', function () {
  this.timeout(120_000);

  it('should move as the reference does in block-structured models, and always come to an end', async () => {
    await fc.assert(
      fc.asyncProperty(block, flags, choices, async (root, first, steps) => {
        const both = new Both(await graphOf(render(root)), first);
        both.compare();
        for (const { pick, flags: given } of steps) {
          if (both.waiting.length === 0) break;
          both.complete(both.waiting[pick % both.waiting.length] ?? '', given);
          expect(both.comparable).to.equal(true);
          both.compare();
        }
        for (let left = 200; both.waiting.length > 0 && left > 0; left--) both.complete(both.waiting[0] ?? '', NONE);

        both.compare();
        expect(both.core.state.status, 'nothing waits, so it has ended').to.equal('completed');
      }),
      { numRuns: 300 },
    );
  });

  it('should move as the reference does in any drawing', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(drawing, flags, choices, async (nodes, first, steps) => {
        const { graphs, problems } = await compileModel(bpmn(renderDrawing(nodes)));
        const [graph] = graphs;
        fc.pre(graph !== undefined && problems.every(({ severity }) => severity !== 'error'));
        const both = new Both(graph as ProcessGraph, first);
        for (const { pick, flags: given } of steps) {
          if (!both.comparable) return;
          both.compare();
          compared++;
          if (both.waiting.length === 0) return;
          both.complete(both.waiting[pick % both.waiting.length] ?? '', given);
        }
      }),
      { numRuns: 300 },
    );
    expect(compared, 'most drawings must be worth comparing').to.be.above(300);
  });
});
