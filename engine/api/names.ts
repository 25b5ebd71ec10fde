/** Names of people, groups, departments, processes and their steps in the caller's language. */
import type { Language } from '../errors.ts';
import type { Names } from '../store/people/names.ts';

interface Named {
  readonly name: string;
  readonly nameEn?: string | null;
}

export const nameIn = (language: Language, { name, nameEn }: Named): string =>
  language === 'en' ? (nameEn ?? name) : name;

/** A caller who changes `name` changes the one he was shown; who also says `nameEn` means the other by `name`. */
export function renamed(
  language: Language,
  current: Names,
  { name, nameEn }: { readonly name?: string; readonly nameEn?: string | null },
): Partial<Names> {
  if (nameEn === undefined && name !== undefined && language === 'en' && current.nameEn !== null)
    return { nameEn: name };
  return { ...(name === undefined ? {} : { name }), ...(nameEn === undefined ? {} : { nameEn }) };
}
