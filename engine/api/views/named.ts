import type { Language } from '../../errors.ts';
import { departmentNames } from '../../store/people/departments.ts';
import { groupNames } from '../../store/people/groups.ts';
import { nameIn } from '../names.ts';
import type { Services } from '../services.ts';
import { modelNames } from './model-names.ts';
import { nameOfAll } from './people.ts';

interface Named {
  readonly department?: string | null;
  readonly definitionKey?: string | null;
  readonly elementId?: string | null;
  readonly person?: string | null;
}

export type Names = Awaited<ReturnType<typeof namesFor>>;

/**
 * What departments, processes, steps and people of rows are called, read at once; what has no name is called by its id. A model may have work
 * done by a unit inside a department, which is a group.
 */
export async function namesFor(services: Services, language: Language, rows: readonly Named[]) {
  const person = await nameOfAll(services, language, [...new Set(rows.map((row) => row.person ?? null))]);
  const model = await modelNames(services.runtime, language, rows);
  const ids = [...new Set(rows.flatMap(({ department }) => (department ? [department] : [])))];
  const departments = await departmentNames(services.database, ids);
  const unknown = ids.filter((id) => !departments.has(id));
  const units = new Map((await groupNames(services.database, unknown)).map((unit) => [unit.id, unit]));
  const departmentOf = (id: string): string => {
    const found = departments.get(id);
    const unit = units.get(id);
    return (language === 'zh' ? found?.nameZh : found?.nameEn) || (unit && nameIn(language, unit)) || id;
  };
  return {
    department: departmentOf,
    of: ({ department = null, definitionKey = null, elementId = null, person: who = null }: Named) => ({
      departmentName: department === null ? null : departmentOf(department),
      definitionName: definitionKey === null ? null : model.process(definitionKey),
      elementName: definitionKey === null || elementId === null ? null : model.element(definitionKey, elementId),
      personName: who === null ? null : person(who).name,
    }),
  };
}
