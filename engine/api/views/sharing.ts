/** Entries of the catalogue as they are shown, and who of a caller's departments and rights may do what with them. */
import { type Language, refuse } from '../../errors.ts';
import type { DemandParty } from '../../sharing/demand.ts';
import type { DataEntry } from '../../sharing/entry.ts';
import { deadlineOf } from '../../sla/limit.ts';
import { allEntries, type EntryRow } from '../../store/sharing/entries.ts';
import type { DataEntryView } from '../contract/sharing.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import type { Principal } from '../principal.ts';
import { scopeOf } from '../rights-now.ts';
import type { Services } from '../services.ts';

export function entryView({ runtime }: Services, language: Language, entry: EntryRow): DataEntryView {
  const { providerZh, providerEn, ...shown } = entry;
  return {
    ...shown,
    items: [...entry.items],
    name: entryName(language, entry),
    providerName: language === 'zh' ? providerZh : providerEn,
    connected: entry.topic !== null && runtime.sharing.isQuery(entry.topic),
    since: timeText(entry.since),
    until: timeTextOrNull(entry.until),
    changedAt: timeText(entry.changedAt),
  };
}

export const entryName = (language: Language, { nameZh, nameEn }: Pick<DataEntry, 'nameZh' | 'nameEn'>): string =>
  language === 'zh' ? nameZh : nameEn;

/** What entries and their providers are called; of what is in no catalogue the code. */
export async function entryNames({ database }: Services, language: Language) {
  const byCode = new Map((await allEntries(database)).map((entry) => [entry.code, entry]));
  const provider = new Map(
    [...byCode.values()].map(({ provider: id, providerZh, providerEn }) => [
      id,
      language === 'zh' ? providerZh : providerEn,
    ]),
  );
  return {
    entry: (code: string): EntryRow | undefined => byCode.get(code),
    name: (code: string): string => {
      const found = byCode.get(code);
      return found ? entryName(language, found) : code;
    },
    provider: (id: string): string => provider.get(id) ?? id,
  };
}

/** The departments somebody works in, the main one first, with those they belong to. */
export function departmentsOf({ runtime }: Services, { id, department }: Principal): readonly string[] {
  const chart = runtime.organisation.current.at(runtime.clock.now());
  const held = chart.positionsOf(id).map((position) => position.department);
  const own = held.length > 0 ? held : department === null ? [] : [department];
  return [...new Set(own.flatMap((each) => chart.ancestry(each)))];
}

/** As whom the caller may decide about data of this provider. */
export function partiesOf(services: Services, principal: Principal, provider: string | null): readonly DemandParty[] {
  const scope = scopeOf(services.runtime, principal, 'sharing.decide');
  const isSource = scope !== 'none' && provider !== null && departmentsOf(services, principal).includes(provider);
  return [...(scope === 'all' ? (['bureau'] as const) : []), ...(isSource ? (['source'] as const) : [])];
}

/** The catalogue and the negative list are kept by who decides for all. */
export function requireBureau({ runtime }: Services, principal: Principal): void {
  if (scopeOf(runtime, principal, 'sharing.decide') !== 'all') refuse('forbidden');
}

const WORKING_DAYS = {
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
} as const;

/** The end of so many working days from now, by the calendar of the department. */
export function dueAfter({ runtime }: Services, department: string, days: number): number {
  const now = runtime.clock.now();
  const line = runtime.organisation.current.at(now).ancestry(department);
  return deadlineOf({ n: days, ...WORKING_DAYS }, now, runtime.calendars.current.of(line, now)).at;
}
