/** Filters of task lists. Whoever uses one sees by it what they may see anyway. */
import { randomUUID } from 'node:crypto';
import { refuse } from '../../../errors.ts';
import {
  countTaskFilters,
  listTaskFilters as readFilters,
  deleteTaskFilter as removeFilter,
  type TaskFilterRow,
  writeTaskFilter,
} from '../../../store/inbox/task-filters.ts';
import type { TaskFilterInput, TaskFilterView } from '../../contract/task-filters.ts';
import { timeText } from '../../formats.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';

/** Nobody finds his way among more. */
const MOST = 200;

export const listTaskFilters: Handler<'listTaskFilters'> = async ({ principal }, { database }) => ({
  items: (await readFilters(database, principal)).map(view),
});

export const createTaskFilter: Handler<'createTaskFilter'> = async ({ principal, body, language }, services) => {
  if ((await countTaskFilters(services.database, principal.id)) >= MOST)
    refuse('bad-request', {
      reason: language === 'zh' ? `最多保存 ${MOST} 个筛选` : `nobody keeps more than ${MOST} filters`,
    });
  return write(services, principal, { id: randomUUID(), input: body });
};

export const putTaskFilter: Handler<'putTaskFilter'> = async ({ params: { id }, principal, body }, services) => {
  await requireOwn(services, principal, id);
  return write(services, principal, { id, input: body });
};

export const deleteTaskFilter: Handler<'deleteTaskFilter'> = async ({ params: { id }, principal }, services) => {
  await requireOwn(services, principal, id);
  await removeFilter(services.database, principal.id, id);
  return undefined;
};

/** Of a filter that is not shared with the caller is not told that it exists. */
async function requireOwn({ database }: Services, principal: Principal, id: string): Promise<void> {
  const found = (await readFilters(database, principal)).find((row) => row.id === id);
  if (!found) refuse('not-found', { kind: 'task filter', id });
  if (found.owner !== principal.id) refuse('forbidden', { right: `filter ${id}`, actor: principal.id });
}

interface Wanted {
  readonly id: string;
  readonly input: TaskFilterInput;
}

async function write(
  { database, runtime }: Services,
  principal: Principal,
  { id, input }: Wanted,
): Promise<TaskFilterView> {
  const { view: shown = null, sort = null, columns = [], groups = [], department = null } = input;
  requireShareable(principal, groups, department);
  const row: TaskFilterRow = {
    id,
    owner: principal.id,
    name: input.name,
    view: shown,
    criteria: input.criteria,
    sort,
    columns,
    groups,
    department,
    updatedAt: runtime.clock.now(),
  };
  if (!(await writeTaskFilter(database, row))) refuse('not-found', { kind: 'task filter', id });
  return view(row);
}

/** Only with those one belongs to: nobody fills the lists of others. */
function requireShareable(principal: Principal, groups: readonly string[], department: string | null): void {
  const { id: actor, groups: own } = principal;
  const foreign = groups.find((group) => !own.includes(group));
  if (foreign !== undefined) refuse('forbidden', { right: `group ${foreign}`, actor });
  if (department !== null && department !== principal.department)
    refuse('forbidden', { right: `department ${department}`, actor });
}

const view = (row: TaskFilterRow): TaskFilterView =>
  ({
    ...row,
    columns: [...row.columns],
    groups: [...row.groups],
    updatedAt: timeText(row.updatedAt),
  }) as TaskFilterView;
