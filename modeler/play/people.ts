/** Who acts when a process is played: colleagues as the server knows them, and stand-ins for whom it does not. */
import type { Actor, Role } from '../../engine/commands/command.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';

export interface PlayPerson {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** Somebody of a group that nobody is known to be in. */
const OF_GROUP = 'someone.';
export const APPLICANT = 'applicant';
/** Does what nobody was found for, as on a server. */
const ADMINISTRATOR = 'admin';

/** More nobody chooses from; whoever else is meant can be named in a scenario. */
const OFFERED = 100;

const standInFor = (group: string): string => `${OF_GROUP}${group}`;

/** The group that a stand-in is of; null where the id is no stand-in's. */
export const groupOfStandIn = (id: string): string | null =>
  id.startsWith(OF_GROUP) ? id.slice(OF_GROUP.length) : null;

/** Whoever is no colleague applies: an official that nobody knows has no rights that could be played. */
export function actorIn(people: readonly PlayPerson[]): (id: string) => Actor {
  const known = new Map(people.map((person) => [person.id, person]));
  return (id) => {
    const person = known.get(id);
    if (person) {
      const { roles, groups, department } = person;
      return { id, roles: roles as readonly Role[], groups, department };
    }
    if (id === ADMINISTRATOR) return { id, roles: ['admin'], groups: [], department: null };
    const group = groupOfStandIn(id);
    if (group !== null) return { id, roles: ['clerk'], groups: [group], department: null };
    return { id, roles: ['applicant'], groups: [], department: null };
  };
}

interface Entitled {
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly barred?: readonly string[];
}

/** Who may be chosen to do a task: whoever has it, else its candidates, a stand-in for each group without any; who administers where there are none. */
export function peopleFor(task: Entitled, people: readonly PlayPerson[]): string[] {
  if (task.assignee !== null) return [task.assignee];
  const { candidateUsers, candidateGroups, barred = [] } = task;
  const ofGroups = candidateGroups.flatMap((group) => membersOf(group, people));
  const found = [...new Set([...candidateUsers, ...ofGroups])].filter((id) => !barred.includes(id));
  if (found.length > 0) return found.slice(0, OFFERED);
  const administrators = people.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id);
  return administrators.length > 0 ? administrators : [ADMINISTRATOR];
}

function membersOf(group: string, people: readonly PlayPerson[]): string[] {
  const members = people.filter(({ groups, roles }) => groups.includes(group) || roles.includes(group));
  if (members.length > 0) return members.map(({ id }) => id);
  return [group === APPLICANT ? APPLICANT : standInFor(group)];
}

/** Who may begin the case: as the model says, any official where it says nothing. */
export function startersOf(starters: readonly string[] | null, people: readonly PlayPerson[]): string[] {
  if (starters !== null) return [...new Set(starters.flatMap((name) => membersOf(name, people)))].slice(0, OFFERED);
  const officials = people.filter(({ roles }) => roles.some((role) => role !== 'applicant' && role !== 'auditor'));
  return officials.length > 0 ? officials.map(({ id }) => id).slice(0, OFFERED) : [standInFor('clerk')];
}

/** The same people as rules that look for somebody see them. Posts, heads and proxies are not known here. */
export function organisationOf(people: readonly PlayPerson[]): Organisation {
  const always = { since: 0, until: null };
  const departments = [...new Set(people.flatMap(({ department }) => department ?? []))];
  return new Organisation({
    version: 1,
    people: people.map((person) => ({ ...person, active: true })),
    departments: departments.map((id) => ({ id, parent: null, ...always })),
    positions: [],
    proxies: [],
  });
}
