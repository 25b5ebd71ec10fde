import { fail } from '../../errors.ts';
import { arm, prepare } from '../catching.ts';
import { enter } from '../enter.ts';
import { caseStatus } from '../query.ts';
import { eventStarts } from '../scope.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * An ended case goes on: its event sub-processes listen again, and a token is put at the node. Its data are as they were. A case that is
 * open is refused with 'case-not-ended'; a node that is not directly in the process is 'not-found'.
 */
export const reopen: TriggerHandler<'reopen'> = (x, { node, reopening }) => {
  const { root, status } = x.draft.state;
  if (status !== 'completed' && status !== 'terminated') return fail('case-not-ended', caseStatus(x.draft.state));
  x.emit({ type: 'instanceReopened', reopening });
  const process = x.element(root);
  const graph = x.graph(process);
  if (graph.nodes[node]?.parent !== process.node) return fail('not-found', { kind: 'element', id: String(node) });
  const catches = prepare(x, root, eventStarts(graph, x.node(process)));
  if (!catches.ok) return catches;
  arm(x, catches.value);
  enter(x, { scope: root, def: process.def, node });
  return DONE;
};
