import { readFileSync } from 'node:fs';
import type { Actor } from '../../engine/commands/command.ts';
import { Organisation as Chart } from '../../engine/people/organisation/organisation.ts';

interface Organisation {
  readonly departments: readonly { readonly id: string }[];
  readonly groups: readonly { readonly id: string; readonly department: string }[];
  readonly users: readonly Actor[];
}

/** The organisation of the demonstration, which the scenarios take their people from. */
export const organisation = JSON.parse(readFileSync('processes/demo/organisation.json', 'utf8')) as Organisation;

const always = { since: 0, until: null };

/** The same people as rules that look for somebody see them. */
export const chart = new Chart({
  version: 1,
  people: organisation.users.map((user) => ({ ...user, active: true })),
  departments: organisation.departments.map(({ id }) => ({ id, parent: null, ...always })),
  positions: [],
  proxies: [],
});

export function actorOf(user: string): Actor {
  const found = organisation.users.find(({ id }) => id === user);
  if (!found) throw new Error(`Expected "${user}" in the organisation of the demonstration.`);
  const { id, roles, groups, department } = found;
  return { id, roles, groups, department };
}
