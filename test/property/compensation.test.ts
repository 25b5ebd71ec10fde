import { expect } from 'chai';
import fc from 'fast-check';
import { nodeAt, openElements } from '../../engine/core/query.ts';
import type { ElementInstance } from '../../engine/core/state.ts';
import { Case } from '../core/harness.ts';
import { graphOf } from '../support/bpmn.ts';
import { block, FLAGS, flags, renderUndone } from './blocks.ts';

const NONE = Object.fromEntries(FLAGS.map((name) => [name, false]));
const picks = fc.array(fc.nat(), { maxLength: 40 });

/** What has to be undone, worked out from the journal alone: in each scope the latest first, a sub-process as what is inside it. */
function expected(it: Case): string[] {
  const entered = new Map(it.eventsOf('elementEntered').map(({ element }) => [element.id, element]));
  const completed = it.events.flatMap((event) =>
    event.type === 'elementMoved' && event.to === 'completed' ? (entered.get(event.id) ?? []) : [],
  );
  const undo = (scope: string): string[] =>
    completed
      .filter(({ parent }) => parent === scope)
      .reverse()
      .flatMap((element) => {
        const { compensatedBy, children } = nodeAt(it.graph, element.node);
        if (compensatedBy !== null) return [`${nodeAt(it.graph, compensatedBy).id} ${element.id}`];
        return children.length > 0 ? undo(element.id) : [];
      });
  return undo(it.state.root);
}

const userTasks = (it: Case): ElementInstance[] =>
  openElements(it.state)
    .filter(({ node }) => nodeAt(it.graph, node).type === 'userTask')
    .sort((a, b) => (a.id < b.id ? -1 : 1));

describe('property/compensation', function () {
  this.timeout(120_000);

  it('should undo everything that has completed, once, in reverse order and with the data of then', async () => {
    let undone = 0;
    await fc.assert(
      fc.asyncProperty(block, flags, picks, async (root, first, order) => {
        const it = new Case(await graphOf(renderUndone(root)), { variables: first });
        let plan: string[] | null = null;
        for (let step = 0; it.state.status === 'active' && step < 500; step++) {
          const open = userTasks(it);
          const task = open[(order[step] ?? 0) % open.length];
          if (!task) break;
          const handler = nodeAt(it.graph, task.node);
          if (handler.isForCompensation) {
            expect(open, 'one at a time').to.have.length(1);
            expect(`${handler.id} ${String(task.vars?.done)}`).to.equal(plan?.shift());
            undone++;
          }
          const result = handler.isForCompensation ? { undone: task.id } : { done: task.id };
          it.pull({ kind: 'completeElement', element: task.id, variables: { ...NONE, ...result } });
          if (it.visits('undo') > 0) plan ??= expected(it);
        }

        expect(it.state.status).to.equal('completed');
        expect(plan ?? []).to.deep.equal([]);
        expect(it.state.compensations).to.deep.equal({});
        expect(it.incidents).to.deep.equal([]);
      }),
      { numRuns: 200 },
    );
    expect(undone, 'many models must have something to undo').to.be.above(30);
  });
});
