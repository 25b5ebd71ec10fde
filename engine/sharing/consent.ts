/**
 * What somebody is asked before the departments are, while they apply: data about a person that the catalogue shares on conditions only. They
 * may refuse, and then hand in what the department would have said.
 */
import { type DataEntry, isInForce } from './entry.ts';

/** The wording that is shown; it is kept with what was said. */
export const CONSENT_TEXT = '2026-11';
/** How long a consent that is given with an application lasts, calendar days. */
export const CONSENT_DAYS = 180;

/** A call of a process, as its model says. */
export interface ModelledCall {
  readonly topic: string;
  readonly purpose: string | null;
  readonly purposeEn?: string;
  /** Where the property of the request that says whom it is about comes from: FEEL of the model, by property. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface AskedConsent {
  readonly entry: DataEntry;
  readonly purpose: string;
  /** The same for people who read English; what no model says in English stays as it is. */
  readonly purposeEn: string;
  /** Path of the variable that names the person; null where it is worked out some other way. */
  readonly subjectPath: string | null;
}

/** How whoever stands at the counter says so themselves: on paper that is kept, or on the pad in front of them. */
export const SIGNED_ON = ['paper', 'pad'] as const;

/** Under what staff wrote down for somebody. */
export interface Signed {
  /** Who signed: the person, or who acts for them. */
  readonly by: string;
  readonly on: (typeof SIGNED_ON)[number];
  /** Number of the paper or of the record of the pad; null where there is none. */
  readonly reference: string | null;
}

/** Whether whom the data is about is asked first. */
export const isAskedFirst = ({ sharing, subject }: Pick<DataEntry, 'sharing' | 'subject'>): boolean =>
  sharing === 'conditional' && subject !== null;

interface Purpose {
  readonly zh: string;
  readonly en: string;
}

/** Each entry once, in the order of the model, with all it is asked for; `fallback` is what for where the model does not say. */
export function askedConsents(
  calls: readonly ModelledCall[],
  entries: ReadonlyMap<string, DataEntry>,
  { now, fallback }: { readonly now: number; readonly fallback: Purpose },
): AskedConsent[] {
  const found = new Map<string, { readonly asked: AskedConsent; readonly purposes: Map<string, string> }>();
  for (const { topic, purpose, purposeEn, sources } of calls) {
    const entry = entries.get(topic);
    if (!entry || !isAskedFirst(entry) || !isInForce(entry, now)) continue;
    const known = found.get(entry.code) ?? {
      asked: { entry, purpose: '', purposeEn: '', subjectPath: pathOf(sources, entry.subject ?? '') },
      purposes: new Map<string, string>(),
    };
    const words = purpose?.trim() ? { zh: purpose.trim(), en: purposeEn?.trim() || purpose.trim() } : fallback;
    known.purposes.set(words.zh, words.en);
    found.set(entry.code, known);
  }
  return [...found.values()].map(({ asked, purposes }) => ({
    ...asked,
    purpose: [...purposes.keys()].join('；'),
    purposeEn: [...new Set(purposes.values())].join('; '),
  }));
}

/** `=applicant.idNumber` is a path, and so is a property that no mapping names: the variable of its name. */
function pathOf(sources: ModelledCall['sources'], property: string): string | null {
  if (Object.keys(sources).length === 0) return property;
  const source = (sources[property] ?? '').replace(/^=/, '').trim();
  return /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(source) ? source : null;
}

/** The person a path names among the variables of an application; null where it names none. */
export function personAt(path: string | null, variables: Readonly<Record<string, unknown>>): string | null {
  if (path === null) return null;
  let value: unknown = variables;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** What was last said about an entry in a case. */
export interface Said {
  readonly refused: boolean;
  readonly withdrawnAt: number | null;
  readonly until: number;
}

/** What nobody was asked rests on the basis of the entry; what was refused, taken back or is over permits nothing. */
export const permits = (said: Said | undefined, now: number): boolean =>
  said === undefined || (!said.refused && said.withdrawnAt === null && now < said.until);
