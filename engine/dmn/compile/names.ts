import type { DmnType } from '../types.ts';

/** Names told to the grammar of one expression: more would not make a text clearer. */
const MAX_NAMES = 2_000;
const MAX_DEPTH = 5;

/** A name with those of the entries of its type (`applicant.date-of-birth`), so that names with symbols and spaces are read as one. */
export function namesOf(name: string, type: DmnType | null): string[] {
  const names: string[] = [];
  collect(name, type, { names, depth: 0 });
  return names;
}

function collect(name: string, type: DmnType | null, into: { names: string[]; depth: number }): void {
  if (into.names.length >= MAX_NAMES) return;
  into.names.push(name);
  const item = type?.kind === 'list' ? type.item : type;
  if (item?.kind !== 'context' || into.depth >= MAX_DEPTH) return;
  for (const component of item.components)
    collect(`${name}.${component.name}`, component.type, { names: into.names, depth: into.depth + 1 });
}
