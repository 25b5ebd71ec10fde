import type { CalendarRegistry } from './calendars.ts';
import type { OrganisationRegistry } from './organisation.ts';

interface Registries {
  readonly organisation: OrganisationRegistry;
  readonly calendars: CalendarRegistry;
}

/** The calendar a department works by at an instant (epoch ms): its own, else the next above it; the general one where the department is null. */
export function departmentCalendar({ organisation, calendars }: Registries, department: string | null, at: number) {
  const line = department === null ? [] : organisation.current.at(at).ancestry(department);
  return calendars.current.of(line, at);
}
