import type { FlowNode } from '../../../model/graph.ts';
import {
  countElements,
  countIncidents,
  countInstances,
  countTasks,
  type TaskCounts,
} from '../../../store/read/statistics.ts';
import type { ElementStatistics } from '../../contract/definitions.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';
import { graphOf } from '../../views/graph.ts';

export const getProcessDefinitionStatistics: Handler<'getProcessDefinitionStatistics'> = async (
  { params: { id }, principal },
  services,
) => {
  await requireDefinition(services, principal, id);
  const { database, runtime } = services;
  const [instances, active, tasks, incidents] = await Promise.all([
    countInstances(database, id),
    countElements(database, id),
    countTasks(database, id, runtime.clock.now()),
    countIncidents(database, id),
  ]);
  const graph = await graphOf(runtime, id);
  const byElement = {
    tasks: new Map(tasks.map((row) => [row.elementId, row])),
    incidents: new Map(incidents.map((row) => [row.elementId, row.incidents])),
  };
  const elements = graph.nodes
    .filter(({ index }) => index !== 0)
    .map((node) =>
      elementStatistics(node, {
        active: active.get(node.index) ?? 0,
        tasks: byElement.tasks.get(node.id),
        incidents: byElement.incidents.get(node.id) ?? 0,
      }),
    )
    .filter(({ active: open, incidents: failed, overdue }) => open + failed + overdue > 0);
  return { definitionId: id, ...instances, elements };
};

interface Counts {
  readonly active: number;
  readonly tasks: TaskCounts | undefined;
  readonly incidents: number;
}

const elementStatistics = (node: FlowNode, { active, tasks, incidents }: Counts): ElementStatistics => ({
  elementId: node.id,
  active,
  incidents,
  overdue: tasks?.overdue ?? 0,
  lamps: { green: tasks?.green ?? 0, yellow: tasks?.yellow ?? 0, red: tasks?.red ?? 0, grey: tasks?.grey ?? 0 },
});
