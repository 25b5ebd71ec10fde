import type { Language } from '../../errors.ts';
import type { Database } from '../../store/people/database.ts';
import { type Department as DepartmentRow, findDepartments } from '../../store/people/departments.ts';
import type { Department } from '../contract/organisation.ts';

const nameOf = ({ nameZh, nameEn }: DepartmentRow, language: Language): string => (language === 'en' ? nameEn : nameZh);

export const departmentView = (row: DepartmentRow, language: Language): Department => ({
  ...row,
  name: nameOf(row, language),
});

interface Member {
  readonly department: string | null;
}

/** Says of each of `members` what its department is called; one that is not listed is called by its id. */
export async function departmentNames(
  database: Database,
  members: readonly Member[],
  language: Language,
): Promise<(member: Member) => string | null> {
  const departments = await findDepartments(
    database,
    members.map(({ department }) => department),
  );
  return ({ department }) => {
    const found = departments.get(department ?? '');
    return found ? nameOf(found, language) : department;
  };
}
