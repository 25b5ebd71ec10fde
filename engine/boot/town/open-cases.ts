import { hasEnded } from '../../commands/case.ts';
import { nodeAt } from '../../commands/change-rows.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import type { Definitions } from '../../model/graph.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { openCases as readOpenCases } from '../../store/cases/open-cases.ts';
import type { OpenTask } from '../../store/cases/open-tasks.ts';

/** Those of some cases that have not ended, each with its open tasks, oldest first: from memory where the engine has them there. */
export async function openCases(
  { dispatcher, definitions, pool }: Pick<Runtime, 'dispatcher' | 'definitions' | 'pool'>,
  instanceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OpenTask[]>> {
  const found = new Map<string, readonly OpenTask[]>();
  const others: string[] = [];
  for (const id of instanceIds) {
    const state = dispatcher.decided(id);
    if (!state) others.push(id);
    else if (!hasEnded(state)) found.set(id, tasksOf(state, definitions));
  }
  if (others.length === 0) return found;
  return new Map([...found, ...(await readOpenCases(pool, others))]);
}

const tasksOf = (state: InstanceState, definitions: Definitions): readonly OpenTask[] =>
  Object.values(state.tasks)
    .sort(byAge)
    .map(({ id, def, node, state: taskState, assignee, candidateGroups, dueAt }) => ({
      ...{ id, instanceId: state.id, elementId: nodeAt(definitions.byId(state.definitions[def] ?? ''), node).id },
      ...{ state: taskState, assignee, candidateGroups, dueAt },
    }));

/** Those of one instant as they have come: their ids are others each time. */
const byAge = (a: Task, b: Task): number => a.createdAt - b.createdAt;
