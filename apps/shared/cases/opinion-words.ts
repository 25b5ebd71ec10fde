/** What somebody said at a step. Whoever added others is on record with their ids before the words: they are said by their names. */
import type { Opinion } from '../api/types.ts';

const ADDED = /^([\w.-]+(?:, [\w.-]+)*)(?:: ([\s\S]*))?$/;

export interface Naming {
  nameOf(id: string): string;
  readonly comma: string;
  readonly colon: string;
}

export function opinionWords({ verb, text }: Pick<Opinion, 'verb' | 'text'>, { nameOf, comma, colon }: Naming): string {
  const [, ids, words] = (verb === 'add-signer' && ADDED.exec(text)) || [];
  if (ids === undefined) return text;
  const names = ids.split(', ').map(nameOf).join(comma);
  return words === undefined ? names : `${names}${colon}${words}`;
}
