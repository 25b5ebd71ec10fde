/** Fields whose `valuesKey` is one of these offer the people or the departments of the directory; their value is an id, or a list of ids. */
import type { Colleague } from '../api/types.ts';
import type { Department } from '../departments.ts';

const PEOPLE = 'directoryPeople';
const DEPARTMENTS = 'directoryDepartments';

export type DirectoryKind = 'people' | 'departments';

/** Of what the ids in a field are, by its `valuesKey`; null of others. */
export function directoryKindOf(valuesKey: unknown): DirectoryKind | null {
  if (valuesKey === PEOPLE) return 'people';
  return valuesKey === DEPARTMENTS ? 'departments' : null;
}

export interface Directory {
  readonly people: () => readonly Colleague[];
  readonly departments: () => readonly Department[];
}

/** What the viewer takes the options of such fields from; only what the form asks for is looked up. */
export function directoryOptions(
  schema: unknown,
  { people, departments }: Directory,
): Readonly<Record<string, unknown>> {
  const asked = JSON.stringify(schema ?? null);
  return {
    ...(asked.includes(`"${PEOPLE}"`) && {
      [PEOPLE]: people().map(({ id, name, departmentName }) => ({
        value: id,
        label: [name, departmentName].filter(Boolean).join(' · '),
      })),
    }),
    ...(asked.includes(`"${DEPARTMENTS}"`) && {
      [DEPARTMENTS]: departments().map(({ id, name }) => ({ value: id, label: name })),
    }),
  };
}
