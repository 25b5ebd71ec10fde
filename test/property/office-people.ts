/** Who takes part in random cases, the models' words for them, and who acts for whom. */
import fc from 'fast-check';
import type { Actor } from '../../engine/commands/command.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION, type ProxyRow } from '../../engine/people/organisation/rows.ts';
import { ADMIN, person, START, withRole } from '../commands/desk.ts';

export const APPLICANT = withRole('applicant', 'applicant');

export const PEOPLE: readonly Actor[] = [
  ADMIN,
  withRole('manager', 'manager'),
  APPLICANT,
  withRole('stranger', 'applicant'),
  person('a', { groups: ['office', 'deciding'] }),
  person('b', { groups: ['office'] }),
  person('c', { groups: ['office', 'leads'] }),
  person('d', { groups: ['office', 'heads'] }),
];

/** A person of that id as they are known here; somebody without any right otherwise. */
export const known = (id: string): Actor => PEOPLE.find((one) => one.id === id) ?? person(id);

const HOUR = 3_600_000;
const official = fc.constantFrom('manager', 'a', 'b', 'c', 'd');

/** Every second user task, by how the models number them. */
const halfOfTheSteps = (first: number): string[] => Array.from({ length: 60 }, (_, at) => `u${first + 2 * at}`);

/** What narrows a proxy, for the process of the case. */
const scopes = fc.constantFrom<(key: string) => Pick<ProxyRow, 'definitionKeys' | 'elementIds'>>(
  () => ({ definitionKeys: null, elementIds: null }),
  (key) => ({ definitionKeys: [key, 'other'], elementIds: null }),
  () => ({ definitionKeys: ['other'], elementIds: null }),
  () => ({ definitionKeys: null, elementIds: halfOfTheSteps(1) }),
  () => ({ definitionKeys: null, elementIds: halfOfTheSteps(2) }),
);

/** Some people act for others, for a time, for some of it, and through one another. */
export const proxies = fc
  .array(
    fc.record({
      principal: official,
      proxy: official,
      scope: scopes,
      from: fc.integer({ min: -1, max: 2 }),
      hours: fc.option(fc.integer({ min: 1, max: 500 }), { nil: null }),
      includeExisting: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  .map(
    (all) =>
      (key: string): readonly ProxyRow[] =>
        all
          .filter(({ principal, proxy }) => principal !== proxy)
          .map(({ principal, proxy, scope, from, hours, includeExisting }, index) => {
            const since = START + from * HOUR;
            const until = hours === null ? null : since + hours * HOUR;
            return { id: `x${index}`, principal, proxy, includeExisting, since, until, ...scope(key) };
          }),
  );

export const officeWith = (rows: readonly ProxyRow[]): Organisation =>
  new Organisation({
    ...NO_ORGANISATION,
    version: 1,
    people: PEOPLE.map(({ id, roles, groups }) => ({ id, roles: [...roles], groups, department: null, active: true })),
    proxies: rows,
  });
