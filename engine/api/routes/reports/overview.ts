import { type OverviewRows, readOverview } from '../../../store/read/reports.ts';
import type { Overview } from '../../contract/reports.ts';
import type { Handler } from '../../route.ts';
import { type ModelNames, modelNames } from '../../views/model-names.ts';

type DefinitionPart = Overview['definitions'][number];

export const getOverview: Handler<'getOverview'> = async ({ language }, { database, runtime }) => {
  const rows = await readOverview(database, runtime.clock.now());
  const keys = new Set([...rows.instances, ...rows.tasks, ...rows.incidents].map(({ definitionKey }) => definitionKey));
  const names = await modelNames(runtime, language, [...keys]);
  const definitions = [...keys].sort().map((key) => definitionPart(rows, key, names));
  return {
    running: sum(rows.instances.filter(({ status }) => status === 'active').map(({ count }) => count)),
    suspended: sum(rows.instances.filter(({ status }) => status === 'suspended').map(({ count }) => count)),
    incidents: sum(rows.incidents.map(({ count }) => count)),
    openTasks: sum(rows.tasks.map(({ openTasks }) => openTasks)),
    overdueTasks: sum(rows.tasks.map(({ overdueTasks }) => overdueTasks)),
    failedJobs: rows.failedJobs,
    definitions,
  };
};

interface Step {
  readonly key: string;
  readonly elementId: string;
  readonly task: { readonly name: string } | undefined;
}

/** What the model in use no longer has is called as its tasks are. */
function nameOf(names: ModelNames, { key, elementId, task }: Step): string {
  const found = names.element(key, elementId);
  return found === elementId ? task?.name || elementId : found;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function definitionPart(rows: OverviewRows, key: string, names: ModelNames): DefinitionPart {
  const of = <Row extends { definitionKey: string }>(all: readonly Row[]): Row[] =>
    all.filter(({ definitionKey }) => definitionKey === key);
  const tasks = of(rows.tasks);
  const incidents = of(rows.incidents);
  const elementIds = [...new Set([...tasks, ...incidents].map(({ elementId }) => elementId))].sort();
  return {
    definitionKey: key,
    definitionName: names.process(key),
    running: sum(of(rows.instances).map(({ count }) => count)),
    incidents: sum(incidents.map(({ count }) => count)),
    openTasks: sum(tasks.map(({ openTasks }) => openTasks)),
    overdueTasks: sum(tasks.map(({ overdueTasks }) => overdueTasks)),
    elements: elementIds.map((elementId) => {
      const task = tasks.find((row) => row.elementId === elementId);
      return {
        elementId,
        name: nameOf(names, { key, elementId, task }),
        openTasks: task?.openTasks ?? 0,
        overdueTasks: task?.overdueTasks ?? 0,
        incidents: incidents.find((row) => row.elementId === elementId)?.count ?? 0,
      };
    }),
  };
}
