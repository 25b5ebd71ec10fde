/** How much of what a service asks for arrives by sharing instead of from the applicant. */
import type { DataEntry } from './entry.ts';
import { isInForce } from './entry.ts';

/** A process with what its start form requires, and what its tasks fetch. */
export interface ServiceNeeds {
  readonly key: string;
  readonly name: string;
  /** `source` as the field says: `<code>` or `<code>#<item>`; null: asked of the applicant. */
  readonly required: readonly { readonly field: string; readonly source: string | null }[];
  readonly fetched: readonly { readonly field: string; readonly topic: string }[];
}

export interface CoverageRow {
  readonly key: string;
  readonly name: string;
  /** Data items it needs. */
  readonly required: number;
  /** Those of them that arrive by sharing. */
  readonly shared: number;
  /** Asked of the applicant although the catalogue names who has them. */
  readonly fromApplicant: readonly string[];
  /** Sources of fields that are in no catalogue, are over, or are not shared. */
  readonly unknownSources: readonly string[];
}

/** Entries by code and by topic. */
export function coverageOf(
  services: readonly ServiceNeeds[],
  entries: readonly DataEntry[],
  now: number,
): CoverageRow[] {
  const usable = entries.filter((entry) => isInForce(entry, now) && entry.sharing !== 'none');
  const topics = new Set(usable.flatMap(({ topic }) => topic ?? []));
  const isKnown = (source: string): boolean => {
    const [code, item] = source.split('#');
    const entry = usable.find((one) => one.code === code);
    return entry !== undefined && (item === undefined || entry.items.some(({ name }) => name === item));
  };
  return services.map(({ key, name, required, fetched }) => {
    const byTask = new Set(fetched.filter(({ topic }) => topics.has(topic)).map(({ field }) => field));
    const isShared = ({ field, source }: ServiceNeeds['required'][number]): boolean =>
      byTask.has(field) || (source !== null && isKnown(source));
    const inForm = new Set(required.map(({ field }) => field));
    const beside = [...byTask].filter((field) => !inForm.has(field)).length;
    return {
      key,
      name,
      required: required.length + beside,
      shared: required.filter(isShared).length + beside,
      fromApplicant: required.filter((one) => !isShared(one)).map(({ field }) => field),
      unknownSources: required.flatMap(({ source }) => (source !== null && !isKnown(source) ? [source] : [])),
    };
  });
}

/** 0 to 1; null where nothing is required. */
export function rateOf(rows: readonly Pick<CoverageRow, 'required' | 'shared'>[]): number | null {
  const required = rows.reduce((sum, row) => sum + row.required, 0);
  return required === 0 ? null : rows.reduce((sum, row) => sum + row.shared, 0) / required;
}
