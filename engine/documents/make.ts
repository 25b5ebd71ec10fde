import type { DocumentKind, DocumentParams, IssuedDocument } from '../core/proceedings.ts';
import { yearIn } from '../core/schedule/year.ts';
import { RESERVED_STORES } from '../env.ts';
import { sha256 } from './sha256.ts';
import { TEMPLATES } from './templates.ts';

/** The data store that holds the last number of a kind and year: the commit holds it to its version, so numbers have no gaps and no doubles. */
export const sequenceStore = (kind: DocumentKind, year: number): string =>
  `${RESERVED_STORES}documents/${kind}/${year}`;

export interface Issue {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly params: DocumentParams;
  readonly at: number;
  readonly zone?: string | undefined;
  readonly by: string;
  readonly department: string | null;
}

/** The year whose sequence numbers it. */
export const yearOf = ({ at, zone }: Pick<Issue, 'at' | 'zone'>): number => yearIn(at, zone);

/** The document with its number and the hash over all it says. */
export function makeDocument({ zone, ...issue }: Issue, sequence: number): IssuedDocument {
  const year = yearOf({ at: issue.at, zone });
  const number = `${TEMPLATES[issue.kind].word}〔${year}〕${sequence}号`;
  const whole = { ...issue, number, year, sequence };
  return { ...whole, hash: hashOf(whole) };
}

/** Keys in the order of the alphabet, so that a document that was stored and read hashes as it did. */
export function hashOf({
  hash: _hash,
  ...document
}: Omit<IssuedDocument, 'hash'> & { readonly hash?: string }): string {
  return sha256(canonical(document));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
