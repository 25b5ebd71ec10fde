/**
 * What was on the screen when somebody decided, as a hash: which form, and which data. The first half tells the form alone, so that a decision on
 * another version of it is noticed; the second half is of both. It is kept with the decision in the journal, from which the data of that moment
 * can be had again.
 */
import { createHash } from 'node:crypto';
import { stringify } from '../exact-json.ts';

export interface Shown {
  readonly definitionId: string;
  readonly formKey: string | null;
  readonly schema: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const FORM_LENGTH = 16;

export function evidenceOf(shown: Shown): string {
  const form = formHash(shown);
  return `${form}.${hash(`${form}\n${canonical(shown.data)}`)}`;
}

/** Whether it was made of this form in this version. */
export const isOfForm = (evidence: string, form: Omit<Shown, 'data'>): boolean =>
  evidence.startsWith(`${formHash(form)}.`);

const formHash = ({ definitionId, formKey, schema }: Omit<Shown, 'data'>): string =>
  hash(canonical({ definitionId, formKey, schema })).slice(0, FORM_LENGTH);

/** The same text for the same value, whatever order its properties are in. */
const canonical = (value: unknown): string => stringify(sorted(value)) ?? 'null';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, entry]) => [name, sorted(entry)]));
}
