/**
 * Whose tasks they are, as index ranges: one for each principal, each in the order (due_at, id). A list is the merge of its ranges without
 * what occurs twice, read no further than the page needs; how many tasks there are in all, or how late the page is, does not matter.
 */
import { rangesOfMandates, type Subquery } from './mandates.ts';
import { NO_DEPARTMENTS, NOT_BARRED, principalsOf, type Reader } from './reader.ts';

/** `own` is everything that is mine: to do, to answer for, to claim, and what happens in processes that I own. */
export type TaskView = 'mine' | 'claimable' | 'delegated' | 'following' | 'own';

const range = (where: string, ...bindings: readonly unknown[]): Subquery => ({
  text: `select due_at, id from task where ${where}`,
  bindings,
});

const assigned = ({ id }: Reader): Subquery => range('assignee = ?', id);
const owned = ({ id }: Reader): Subquery => range('owner = ?', id);
/** One range each, where they are merged in order; else all at once, which is how they are counted fastest. Not what the reader may not do. */
function offered(reader: Reader, merged: boolean): Subquery[] {
  const text = (wanted: string) =>
    `select c.due_at, c.task_id from task_candidate c where c.principal = ${wanted} and ${NOT_BARRED}`;
  const principals = principalsOf(reader);
  if (!merged) return [{ text: text('any(?)'), bindings: [principals, `barred:${reader.id}`] }];
  return principals.map((principal) => ({ text: text('?'), bindings: [principal, `barred:${reader.id}`] }));
}

/** What names nobody is left to who administers the process. */
function left({ id, administers, ownedDefinitions }: Reader): Subquery[] {
  const nobody = `assignee is null and candidate_users = '{}' and candidate_groups = '{}' and state = 'offered' and ? <> all(barred)`;
  if (administers) return [range(nobody, id)];
  return ownedDefinitions.length === 0
    ? []
    : [range(`${nobody} and definition_id = any(?)`, id, [...ownedDefinitions])];
}

/** What names a department is one range in order each; what its people have costs what they have. */
function ofDepartments(
  { taskDepartments: { ids, people, principals } = NO_DEPARTMENTS }: Reader,
  merged: boolean,
): Subquery[] {
  if (ids.length === 0) return [];
  const named = merged ? ids.map((id) => range('department = ?', id)) : [range('department = any(?)', ids)];
  const text = 'select due_at, task_id from task_candidate where principal = any(?)';
  return [
    ...named,
    range('assignee = any(?)', people),
    range('owner = any(?)', people),
    { text, bindings: [principals] },
  ];
}

const RANGES: Readonly<Record<TaskView, (reader: Reader, merged: boolean) => Subquery[]>> = {
  mine: (reader) => [assigned(reader), ...rangesOfMandates(reader.mandates, ['assigned'])],
  claimable: (reader, merged) => [
    ...offered(reader, merged),
    ...left(reader),
    ...rangesOfMandates(reader.mandates, ['claimable']),
  ],
  delegated: ({ id }) => [range('owner = ? and assignee <> ?', id, id)],
  following: ({ id }) => [
    {
      text: 'select t.due_at, t.id from follow f join task t on t.instance_id = f.instance_id where f.account_id = ?',
      bindings: [id],
    },
  ],
  own: (reader, merged) => [
    assigned(reader),
    owned(reader),
    ...offered(reader, merged),
    ...(reader.ownedDefinitions.length === 0 ? [] : [range('definition_id = any(?)', [...reader.ownedDefinitions])]),
    ...rangesOfMandates(reader.mandates, ['assigned', 'owned', 'claimable']),
    ...ofDepartments(reader, merged),
  ],
};

/**
 * What is in the view besides what is offered to the reader, in no order; undefined where a view has no offers, or where more than the reader's own is
 * in it: what proxies, owners of processes and heads of departments see overlaps with offers in ways that no tally knows.
 */
export function besideOffers(reader: Reader, view: TaskView): Subquery | undefined {
  if (reader.mandates.principals.length > 0) return undefined;
  if (view === 'claimable') return joined(left(reader));
  const { ownedDefinitions, taskDepartments = NO_DEPARTMENTS } = reader;
  if (view !== 'own' || ownedDefinitions.length > 0 || taskDepartments.ids.length > 0) return undefined;
  return joined([assigned(reader), owned(reader)]);
}

/**
 * Rows (due_at, id), a task once for each range it is in. With `direction` each range says in which order it is, though nothing asks for it: only so
 * the planner merges the ranges row by row, instead of reading and sorting all of them.
 */
export function rangesOf(reader: Reader, view: TaskView, direction?: 'asc' | 'desc'): Subquery {
  const order = direction === undefined ? '' : ` order by 1 ${direction}, 2 ${direction}`;
  return joined(RANGES[view](reader, direction !== undefined), order);
}

const joined = (ranges: readonly Subquery[], order = ''): Subquery => ({
  text: ranges.map(({ text }) => `(${text}${order})`).join(' union all '),
  bindings: ranges.flatMap(({ bindings }) => bindings),
});
