import { refuse } from '../../../errors.ts';
import {
  findDepartment,
  deleteDepartment as removeDepartment,
  putDepartment as writeDepartment,
} from '../../../store/people/departments.ts';
import { listDepartments as readDepartments } from '../../../store/read/people.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { departmentView } from '../../views/department.ts';
import { organisationChanged } from './change.ts';

export const listDepartments: Handler<'listDepartments'> = async ({ query, language }, { database }) =>
  pageOf(await readDepartments(database, query, pagingOf(query)), (row) => departmentView(row, language));

export const putDepartment: Handler<'putDepartment'> = async (
  { params: { id }, body, language, principal },
  services,
) => {
  const { database, runtime } = services;
  const { nameZh, nameEn, parent = null } = body;
  const department = { id, nameZh, nameEn, parent };
  const result = await writeDepartment(database, department, runtime.clock.now());
  if (result === 'parent-unknown') refuse('not-found', { kind: 'department', id: parent ?? '' });
  if (result === 'parent-below') refuse('department-cycle', { id, parent: parent ?? '' });
  await organisationChanged(services, { principal, operation: 'putDepartment', subject: id, details: body });
  return departmentView((await findDepartment(database, id)) ?? department, language);
};

export const deleteDepartment: Handler<'deleteDepartment'> = async ({ params: { id }, principal }, services) => {
  const result = await removeDepartment(services.database, id);
  if (result === 'unknown') refuse('not-found', { kind: 'department', id });
  if (result === 'in-use') refuse('department-in-use', { id });
  await organisationChanged(services, { principal, operation: 'deleteDepartment', subject: id });
  return undefined;
};
