/** Names of people, groups, departments, processes and their steps in the caller's language. */
import { SYSTEM } from '../commands/command.ts';
import type { Language } from '../errors.ts';
import type { Names } from '../store/people/names.ts';

interface Named {
  readonly name: string;
  readonly nameEn?: string | null;
}

export const nameIn = (language: Language, { name, nameEn }: Named): string =>
  language === 'en' ? (nameEn ?? name) : name;

const ENGINE: Readonly<Record<Language, string>> = { zh: '系统', en: 'System' };

/** Of whoever did something: the engine has no account, and who has none any more is called by the id. */
export function actorIn(language: Language, found: Named | undefined, id: string): string {
  if (found) return nameIn(language, found);
  return id === SYSTEM.id || id.startsWith(`${SYSTEM.id}:`) ? ENGINE[language] : id;
}

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
