import type { Language } from '../../../errors.ts';
import { departmentNames } from '../../../store/people/departments.ts';
import { type PositionRecord, positionsAt } from '../../../store/people/positions.ts';
import { type PostRow, postNames } from '../../../store/people/posts.ts';
import { openProxiesOf } from '../../../store/people/proxies.ts';
import type { Services } from '../../services.ts';
import { nameOfAll } from '../../views/people.ts';

/** What people, departments and posts of a hand-over are called; what has no name is called by its id. */
export interface HandOverWords {
  person(id: string): string;
  position(at: Pick<PositionRecord, 'department' | 'post'>): string;
}

export async function handOverWords(
  services: Services,
  { from, to, language }: { readonly from: string; readonly to: string; readonly language: Language },
): Promise<HandOverWords> {
  const { database, runtime } = services;
  const now = runtime.clock.now();
  const [proxies, positions] = [await openProxiesOf(database, from, now), await positionsAt(database, from, now)];
  const people = await nameOfAll(services, language, [
    from,
    to,
    ...new Set(proxies.flatMap(({ principal, proxy }) => [principal, proxy])),
  ]);
  const departments = await departmentNames(
    database,
    positions.map(({ department }) => department),
  );
  const posts = await postNames(
    database,
    positions.flatMap(({ post }) => post ?? []),
  );
  const word = (names: ReadonlyMap<string, Pick<PostRow, 'nameZh' | 'nameEn'>>, id: string): string => {
    const found = names.get(id);
    return (language === 'zh' ? found?.nameZh : found?.nameEn) ?? id;
  };
  return {
    person: (id) => people(id).name,
    position({ department, post }) {
      const [where, what] = [word(departments, department), post === null ? null : word(posts, post)];
      if (what === null) return where;
      return language === 'zh' ? `${where} ${what}` : `${what}, ${where}`;
    },
  };
}
