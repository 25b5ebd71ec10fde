import type { FlowNode } from '../../../model/graph.ts';
import {
  countElements,
  countIncidents,
  countInstances,
  countTasks,
  countWaits,
  type TaskCounts,
  type WaitCounts,
} from '../../../store/read/statistics.ts';
import type { ElementStatistics } from '../../contract/definitions.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';
import { graphOf } from '../../views/graph.ts';
import { figureReader } from '../../views/within.ts';

export const getProcessDefinitionStatistics: Handler<'getProcessDefinitionStatistics'> = async (
  { params: { id }, principal },
  services,
) => {
  await requireDefinition(services, principal, id);
  const { database, runtime } = services;
  const reader = await figureReader(services, principal, { cases: 'case.read', tasks: 'report.cases' });
  const failures = await figureReader(services, principal, { cases: 'failure.read', tasks: 'failure.read' });
  const of = { definitionId: id, reader };
  const [instances, active, tasks, incidents, waits] = await Promise.all([
    countInstances(database, of),
    countElements(database, of),
    countTasks(database, { ...of, now: runtime.clock.now() }),
    countIncidents(database, { ...of, reader: failures }),
    countWaits(database, of),
  ]);
  const graph = await graphOf(runtime, id);
  const byElement = {
    tasks: new Map(tasks.map((row) => [row.elementId, row])),
    incidents: new Map(incidents.map((row) => [row.elementId, row.incidents])),
    waits: new Map(waits.map(({ elementId, ...row }) => [elementId, row])),
  };
  const elements = graph.nodes
    .filter(({ index }) => index !== 0)
    .map((node) =>
      elementStatistics(node, {
        ...(active.get(node.index) ?? { active: 0, cases: 0 }),
        tasks: byElement.tasks.get(node.id),
        incidents: byElement.incidents.get(node.id) ?? 0,
        waits: byElement.waits.get(node.id) ?? NO_WAITS,
      }),
    )
    .filter(
      ({ active: open, incidents: failed, overdue, waits: { timer, outside, message } }) =>
        open + failed + overdue + timer + outside + message > 0,
    );
  return { definitionId: id, ...instances, elements };
};

interface Counts {
  readonly active: number;
  readonly cases: number;
  readonly tasks: TaskCounts | undefined;
  readonly incidents: number;
  readonly waits: Omit<WaitCounts, 'elementId'>;
}

const NO_WAITS = { timer: 0, outside: 0, message: 0 };

const elementStatistics = (node: FlowNode, { active, cases, tasks, incidents, waits }: Counts): ElementStatistics => ({
  elementId: node.id,
  active,
  cases,
  incidents,
  overdue: tasks?.overdue ?? 0,
  waits,
  lamps: { green: tasks?.green ?? 0, yellow: tasks?.yellow ?? 0, red: tasks?.red ?? 0, grey: tasks?.grey ?? 0 },
});
