import type { Language } from '../../errors.ts';
import { findNames } from '../../store/people/users.ts';
import { actorIn } from '../names.ts';
import type { Services } from '../services.ts';

interface PersonView {
  readonly id: string;
  readonly name: string;
}

/** A person as shown to the caller; who has no account is shown by the id. */
export type NameOf = (id: string) => PersonView;

/** Reads the names of all of them at once. */
export async function nameOfAll(
  { database }: Services,
  language: Language,
  ids: readonly (string | null)[],
): Promise<NameOf> {
  const names = await findNames(database, ids);
  return (id) => {
    const found = names.get(id);
    return { id, name: actorIn(language, found, id) };
  };
}
