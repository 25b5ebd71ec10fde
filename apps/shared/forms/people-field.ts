/** A `select` whose `valuesKey` is this offers the people of the directory; its value is the id of one of them. */
import type { Colleague } from '../api/types.ts';

const PEOPLE = 'directoryPeople';

/** Whether some field of the form asks for a person. */
export const asksForPeople = (schema: unknown): boolean => JSON.stringify(schema ?? null).includes(`"${PEOPLE}"`);

/** What the viewer takes the options of such a field from. */
export const peopleOptions = (people: readonly Colleague[]): Readonly<Record<string, unknown>> => ({
  [PEOPLE]: people.map(({ id, name, departmentName }) => ({
    value: id,
    label: [name, departmentName].filter(Boolean).join(' · '),
  })),
});
