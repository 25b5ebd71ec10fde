import { Refusal } from '../../../errors.ts';
import type { TaskRow } from '../../../store/read/tasks.ts';
import { admitBulk } from '../../../tasks/bulk.ts';
import type { TaskVerb } from '../../contract/tasks.ts';
import type { Services } from '../../services.ts';
import { graphOf } from '../../views/graph.ts';
import { formOf, requiredOf } from '../../views/task-form.ts';

/** Refuses what may not be done with the task together with others; that it has ended is told by the verb itself. */
export async function requireBulk(services: Services, row: TaskRow, verb: TaskVerb): Promise<void> {
  if (row.endedAt !== null) return;
  const graph = await graphOf(services.runtime, row.definitionId);
  const node = graph.nodes[graph.byId.get(row.elementId) ?? -1];
  if (!node)
    throw new Error(`Expected element ${row.elementId} in definition ${row.definitionId}, but it is not there.`);
  const admitted = admitBulk({ node, verb, required: requiredOf(await formOf(services, row)) });
  if (!admitted.ok) throw new Refusal(admitted.failure);
}
