/** F4 责任清单: who is responsible for a matter, by the lists that hold. */
import type { Period, ResponsibilityRow } from '../organisation/rows.ts';

export interface Matter {
  readonly matter: string | null;
  readonly area: string | null;
  readonly level: string | null;
}

/** Entries that hold for the matter; of one key there should be only one. Empty where nobody is responsible. */
export function responsibleFor(rows: readonly ResponsibilityRow[], asked: Matter): readonly ResponsibilityRow[] {
  const fitting = rows.filter((row) => row.kind === 'responsible' && fits(row, asked));
  const best = fitting.reduce((most, row) => Math.max(most, specificity(row)), -1);
  return fitting.filter((row) => specificity(row) === best);
}

/** The entry of the negative list that keeps the department from the matter. */
export const forbiddenFor = (
  rows: readonly ResponsibilityRow[],
  asked: Matter,
  department: string,
): ResponsibilityRow | undefined =>
  rows.find((row) => row.kind === 'forbidden' && (row.lead === null || row.lead === department) && fits(row, asked));

const fits = ({ matter, area, level }: Matter, asked: Matter): boolean =>
  (matter === null || matter === asked.matter) &&
  (area === null || asked.area?.startsWith(area) === true) &&
  (level === null || level === asked.level);

/** The matter counts most, then how near the area is, then the level. */
const specificity = ({ matter, area, level }: Matter): number =>
  (matter === null ? 0 : 1_000_000) + (area?.length ?? 0) * 2 + (level === null ? 0 : 1);

export type Finding =
  /** Both say who leads, and neither more exactly. */
  | { readonly kind: 'overlap'; readonly ids: readonly [string, string] }
  /** From the one to the other nobody is responsible. */
  | { readonly kind: 'break'; readonly ids: readonly [string, string]; readonly since: number; readonly until: number }
  /** Elsewhere somebody is responsible for the matter, here nobody. */
  | ({ readonly kind: 'gap' } & Matter)
  /** The negative list keeps a department from what the other gives it. */
  | { readonly kind: 'forbidden'; readonly ids: readonly [string, string]; readonly department: string };

/** What is wrong with the lists: overlaps and breaks in time, contradictions, and what nobody is responsible for at the instant. */
export function reviewResponsibilities(rows: readonly ResponsibilityRow[], instant: number): Finding[] {
  const responsible = rows.filter(({ kind }) => kind === 'responsible');
  return [...alongTime(responsible), ...contradictions(rows), ...gaps(responsible, instant)];
}

const keyOf = ({ matter, area, level }: Matter): string => JSON.stringify([matter, area, level]);

function alongTime(rows: readonly ResponsibilityRow[]): Finding[] {
  const keys = [...new Set(rows.map(keyOf))];
  return keys.flatMap((key) => {
    const inTime = rows.filter((row) => keyOf(row) === key).sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
    return inTime.flatMap((row, position): Finding[] => {
      const later = inTime.slice(position + 1);
      const overlaps = later.filter((other) => meets(row, other));
      const found: Finding[] = overlaps.map((other) => ({ kind: 'overlap', ids: [row.id, other.id] }));
      const next = later[0];
      const { until } = row;
      const isCovered =
        until !== null && inTime.some((other) => other !== row && other.since <= until && ends(other) > until);
      if (next && until !== null && until < next.since && !isCovered)
        found.push({ kind: 'break', ids: [row.id, next.id], since: until, until: next.since });
      return found;
    });
  });
}

const ends = ({ until }: Period): number => until ?? Number.POSITIVE_INFINITY;

const meets = (one: Period, other: Period): boolean => one.since < ends(other) && other.since < ends(one);

function contradictions(rows: readonly ResponsibilityRow[]): Finding[] {
  return rows
    .filter(({ kind }) => kind === 'responsible')
    .flatMap((row) =>
      [row.lead, ...row.departments].flatMap((department): Finding[] => {
        const against = rows.filter((other) => meets(row, other));
        const found = department === null ? undefined : forbiddenFor(against, row, department);
        return found && department !== null ? [{ kind: 'forbidden', ids: [row.id, found.id], department }] : [];
      }),
    );
}

/** More combinations nobody reads. */
const MOST_GAPS = 500;

function gaps(rows: readonly ResponsibilityRow[], instant: number): Finding[] {
  const now = rows.filter((row) => row.since <= instant && instant < ends(row));
  const among = (name: keyof Matter) => [...new Set(rows.flatMap((row) => row[name] ?? []))].sort();
  const [areas, levels] = [orNone(among('area')), orNone(among('level'))];
  const found: Finding[] = [];
  for (const matter of among('matter'))
    for (const area of areas)
      for (const level of levels) {
        if (found.length === MOST_GAPS) return found;
        const asked = { matter, area, level };
        if (responsibleFor(now, asked).length === 0) found.push({ kind: 'gap', ...asked });
      }
  return found;
}

const orNone = (values: readonly string[]): readonly (string | null)[] => (values.length === 0 ? [null] : values);
