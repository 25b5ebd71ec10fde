import { type OverviewReaders, type OverviewRows, readOverview } from '../../../store/read/overview.ts';
import type { Overview } from '../../contract/reports.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { inFormat } from '../../views/csv.ts';
import { type ModelNames, modelNames } from '../../views/model-names.ts';
import { readerOf } from '../../views/reader.ts';
import { figureReader } from '../../views/within.ts';

type DefinitionPart = Overview['definitions'][number];

export const getOverview: Handler<'getOverview'> = async (call, services) => {
  const { database, runtime } = services;
  const rows = await readOverview(database, runtime.clock.now(), await readersOf(services, call.principal));
  const keys = new Set([...rows.instances, ...rows.tasks, ...rows.incidents].map(({ definitionKey }) => definitionKey));
  const names = await modelNames(runtime, call.language, [...rows.instances, ...rows.tasks, ...rows.incidents]);
  const definitions = [...keys].sort().map((key) => definitionPart(rows, key, names));
  const answer = {
    running: sum(rows.instances.filter(({ status }) => status === 'active').map(({ count }) => count)),
    suspended: sum(rows.instances.filter(({ status }) => status === 'suspended').map(({ count }) => count)),
    incidents: sum(rows.incidents.map(({ count }) => count)),
    openTasks: sum(rows.tasks.map(({ openTasks }) => openTasks)),
    overdueTasks: sum(rows.tasks.map(({ overdueTasks }) => overdueTasks)),
    failedJobs: rows.failedJobs,
    definitions,
  };
  return inFormat(call, answer, definitions.flatMap(tableOf));
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

/** The table has a row for each process and one for each step of it. */
function tableOf({ elements, ...process }: DefinitionPart): object[] {
  const { definitionKey, definitionName } = process;
  return [
    { ...process, elementId: null, elementName: null },
    ...elements.map(({ name, ...element }) => ({ definitionKey, definitionName, elementName: name, ...element })),
  ];
}

const WORK = { cases: 'case.read', tasks: 'report.cases' } as const;
const FAILURES = { cases: 'failure.read', tasks: 'failure.read' } as const;

/** Figures and the lists they lead to are cut alike. */
async function readersOf(services: Services, principal: Principal): Promise<OverviewReaders | undefined> {
  const work = await figureReader(services, principal, WORK);
  const failures = await figureReader(services, principal, FAILURES);
  if (!work && !failures) return undefined;
  return {
    work: work ?? (await readerOf(services, principal, WORK)),
    failures: failures ?? (await readerOf(services, principal, FAILURES)),
  };
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
