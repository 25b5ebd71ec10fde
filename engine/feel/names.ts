import { normalizeContextKey } from 'lezer-feel';

/** Longer names are taken as they are. */
const MAX_NAME_LENGTH = 500;

const PLAIN = /^[\p{L}\p{N}_?]+$/u;

/** The canonical spelling of a name: one space around its symbols and between its words (DMN 1.3 §10.3.1.2). */
export function normalizeName(name: string): string {
  return name.length > MAX_NAME_LENGTH || PLAIN.test(name) ? name : normalizeContextKey(name);
}

type NameTree = { [name: string]: NameTree | null };

/**
 * What the grammar's context tracker has to know about the names in scope. A name with dots stands for a path:
 * `applicant.date-of-birth` declares `applicant` with an entry `date-of-birth`.
 */
export function nameTree(names: Iterable<string>): NameTree {
  const root: NameTree = Object.create(null);
  for (const name of names) {
    let level = root;
    for (const part of name.split('.')) {
      if (part === '' || part === '__proto__') break;
      level = level[part] ??= Object.create(null) as NameTree;
    }
  }
  return root;
}
