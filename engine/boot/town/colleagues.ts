import type pg from 'pg';
import { randomFrom } from '../../../adapters/kit/random.ts';
import { insertUsers, type UserRow } from '../../store/people/users.ts';
import { GIVEN, SURNAMES } from '../demo-names.ts';

const EACH = 2;
/** Who of a group one can sign in as is enough from here on: a pool of experts has a vote each, and a draw that fell on others could not be voted to its end. */
const ENOUGH = EACH + 1;

/** People who share the posts of those one can sign in as, so that work and load are spread. Nobody can sign in as them. */
export async function addColleagues(pool: pg.Pool, users: readonly UserRow[], seed: string): Promise<void> {
  const random = randomFrom(seed, 'colleagues');
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const isFull = (group: string): boolean => users.filter(({ groups }) => groups.includes(group)).length > ENOUGH;
  const colleagues = users.flatMap(({ id, department, roles, groups }) =>
    Array.from({ length: EACH }, (_, index) => {
      const [[surname, surnameEn], [given, givenEn]] = [pick(SURNAMES), pick(GIVEN)];
      return {
        id: `${id}.${index + 1}`,
        name: surname + given,
        nameEn: `${surnameEn} ${givenEn}`,
        department,
        roles,
        groups,
        language: null,
        demo: false,
      };
    }),
  );
  await insertUsers(
    pool,
    colleagues.filter(({ groups }) => !groups.some(isFull)),
  );
}
