import { lineage, visibleScope } from '../../core/query.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import { ok, type Result } from '../../errors.ts';
import { RUNG_PEOPLE, type RungPeople, type RungSpec } from '../../model/ladder.ts';
import { evaluateList } from '../../people/evaluate.ts';
import type { Chart } from '../../people/organisation/chart.ts';
import { headsAt, managersAt } from '../../people/superiors.ts';
import type { DecideContext } from '../command.ts';
import { conductOf, principalsOf } from '../conduct.ts';
import { placeOf } from '../place.ts';

/** Open tasks of a step, or of everything inside a stage or the case. */
export const tasksAt = (state: InstanceState, element: string): Task[] =>
  Object.values(state.tasks).filter((task) => [...lineage(state, task.element)].some(({ id }) => id === element));

export interface RungAt {
  readonly element: string;
  readonly rung: RungSpec;
  /** Where the rung does not say. */
  readonly otherwise: RungPeople;
}

/** `user:…`, `group:…` or `role:…`, each once, by the chart of now. Fails where an expression does. */
export function peopleOf(
  state: InstanceState,
  { element, rung, otherwise }: RungAt,
  context: DecideContext,
): Result<readonly string[]> {
  const { env } = context;
  const named = evaluateList(rung.to, { scope: visibleScope(state, element), now: env.now });
  if (!named.ok) return named;
  const names = named.value.length > 0 ? named.value : [otherwise];
  return ok([...new Set(names.flatMap((name) => principals(state, { element, name }, context)))]);
}

interface Named {
  readonly element: string;
  readonly name: string;
}

function principals(state: InstanceState, { element, name }: Named, context: DecideContext): string[] {
  const meant = RUNG_PEOPLE.find((one) => one === name);
  if (meant) return meantBy(state, { element, meant }, context);
  return [name.startsWith('group:') || name.startsWith('user:') ? name : `user:${name}`];
}

/** Besides those of a ladder the supervision body 监察机构: the managers of no department, who watch all of them. */
export type MeantPeople = RungPeople | 'body';

interface Meant {
  readonly element: string;
  readonly meant: MeantPeople;
}

/** Who that is for an element instance, as principals. */
export function meantBy(state: InstanceState, { element, meant }: Meant, context: DecideContext): string[] {
  const tasks = tasksAt(state, element);
  const chart = context.organisation.at(context.env.now);
  if (meant === 'handler') return tasks.flatMap(handlersOf);
  if (meant === 'body') return managersAt(null, chart).map((manager) => `user:${manager}`);
  if (meant === 'supervisor') {
    const { owners } = placeOf(state, element, context.definitions).definition.graph;
    return owners.length > 0 ? principalsOf(owners) : managersOf(tasks, chart);
  }
  const users = tasks.flatMap((task) =>
    meant === 'lead' ? leadsOf(task, chart) : headsAt(departmentOf(task, chart), chart),
  );
  if (users.length > 0 || meant === 'head') return users.map((user) => `user:${user}`);
  return principalsOf(conductOf(state, context).leads);
}

export const handlersOf = ({ assignee, candidateUsers, candidateGroups }: Task): string[] =>
  assignee === null
    ? [...candidateUsers.map((user) => `user:${user}`), ...candidateGroups.map((group) => `group:${group}`)]
    : [`user:${assignee}`];

/** The superior of who has it; of what nobody has taken yet, the head of its department. */
const leadsOf = (task: Task, chart: Chart): string[] =>
  task.assignee === null ? headsAt(task.department, chart) : chart.superiorsOf(task.assignee, 1);

/** Where nobody manages anything the journal at least says whom it was meant for. */
function managersOf(tasks: readonly Task[], chart: Chart): string[] {
  const departments = new Set(tasks.length === 0 ? [null] : tasks.map((task) => departmentOf(task, chart)));
  const managers = [...departments].flatMap((department) => managersAt(department, chart));
  return managers.length > 0 ? managers.map((manager) => `user:${manager}`) : ['role:manager'];
}

const departmentOf = ({ department, assignee }: Task, chart: Chart): string | null =>
  department ?? (assignee === null ? null : chart.departmentOf(assignee));
