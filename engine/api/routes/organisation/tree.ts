import type { Language } from '../../../errors.ts';
import { type ChangeSubject, changeSubjects } from '../../../store/read/change-subjects.ts';
import { type ChangeRow, departmentsAt, listChanges, type StaffAt, staffAt } from '../../../store/read/organisation.ts';
import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Staff } from '../../contract/positions.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { nameIn } from '../../names.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';

/** As of an instant of the past or the planned future; now where none is given. */
export const getOrganisationTree: Handler<'getOrganisationTree'> = async ({ query, language }, services) => {
  const { database, runtime } = services;
  const at = query.at === undefined ? runtime.clock.now() : Date.parse(query.at);
  const { version } = runtime.organisation.current;
  const [departments, staff] = await Promise.all([departmentsAt(database, at), staffAt(database, at)]);
  const byDepartment = new Map<string, StaffAt[]>(departments.map(({ id }) => [id, []]));
  for (const row of staff) byDepartment.get(row.department)?.push(row);
  return {
    at: timeText(at),
    version,
    departments: departments.map((department) => {
      const people = byDepartment.get(department.id) ?? [];
      return {
        ...department,
        name: language === 'en' ? department.nameEn : department.nameZh,
        heads: people.filter(({ head }) => head).map(({ userId }) => userId),
        people: people.map((row) => staffView(row, language)),
      };
    }),
  };
};

function staffView(
  { positionId, userId, post, postZh, postEn, head, order, since, until, ...names }: StaffAt,
  language: Language,
): Staff {
  return {
    positionId,
    userId,
    name: nameIn(language, names),
    post,
    postName: language === 'en' ? postEn : postZh,
    head,
    order,
    since: timeTextOrNull(since),
    until: timeTextOrNull(until),
  };
}

export const getOrganisationVersion: Handler<'getOrganisationVersion'> = async (_call, { runtime }) => ({
  version: runtime.organisation.current.version,
});

export const listOrganisationChanges: Handler<'listOrganisationChanges'> = async (
  { query, language },
  { database },
) => {
  const changes = await listChanges(database, query, pagingOf(query));
  const subjects = await changeSubjects(database, [...new Set(changes.items.map(({ subject }) => subject))]);
  return pageOf(changes, (row) => {
    const found = subjectOf(row, subjects);
    return {
      ...row,
      at: timeText(row.at),
      operationName: operationName(row.operation, language),
      subjectName: found ? nameIn(language, found) : null,
    };
  });
};

/** Of two with the same id it is the one that the operation names. */
function subjectOf({ operation, subject }: ChangeRow, subjects: readonly ChangeSubject[]): ChangeSubject | undefined {
  const found = subjects.filter(({ id }) => id === subject);
  return found.find(({ kind }) => operation.includes(kind)) ?? found[0];
}

/** What is no operation of the API, such as an import, is called as it was recorded. */
const operationName = (operation: string, language: Language): string =>
  OPERATIONS[operation as OperationId]?.summary[language] ?? operation;
