/** Who plays whom: a scenario names one person for each post, in the town several share the work. */
import type { Actor } from '../../commands/command.ts';
import type { UserRow } from '../../store/people/users.ts';
import type { Citizen } from './citizens.ts';

export interface Cast {
  /** Of one case: everybody stands for the same person throughout, and two of them never for one, so that four eyes stay four. */
  readonly actorFor: (id: string) => Actor;
  /** The person a scenario names, as he is. */
  readonly himself: (id: string) => Actor;
  /** Who has this id, where he shares the post of the person a scenario names. */
  readonly colleagueOf: (named: string, id: string) => Actor | undefined;
  /** Somebody of one of the groups, if anybody is. */
  readonly memberOf: (groups: readonly string[]) => Actor | undefined;
  readonly isApplicant: (id: string) => boolean;
}

export class Company {
  readonly #users: ReadonlyMap<string, UserRow>;
  readonly #posts: ReadonlyMap<string, readonly UserRow[]>;

  constructor(users: readonly UserRow[]) {
    this.#users = new Map(users.map((user) => [user.id, user]));
    const posts = new Map<string, UserRow[]>();
    for (const user of users) posts.set(postOf(user), [...(posts.get(postOf(user)) ?? []), user]);
    this.#posts = posts;
  }

  /** Names of everybody a scenario may speak of, by id. */
  nameOf = (id: string): string | undefined => this.#users.get(id)?.name;

  castFor(citizen: Citizen, random: () => number): Cast {
    const parts = new Map<string, Actor>();
    const taken = new Set<string>();
    const isApplicant = (id: string) => this.#find(id).roles.every((role) => role === 'applicant');
    const choose = (id: string): Actor => {
      if (isApplicant(id)) return { ...actorOf(this.#find(id)), id: citizen.id };
      const free = (this.#posts.get(postOf(this.#find(id))) ?? []).filter((user) => !taken.has(user.id));
      return actorOf(free[Math.floor(random() * free.length)] ?? this.#find(id));
    };
    const actorFor = (id: string): Actor => {
      const actor = parts.get(id) ?? choose(id);
      parts.set(id, actor);
      taken.add(actor.id);
      return actor;
    };
    const memberOf = (groups: readonly string[]): Actor | undefined => {
      const members = [...this.#users.values()].filter((user) => user.groups.some((group) => groups.includes(group)));
      const chosen = members[Math.floor(random() * members.length)];
      return chosen && actorOf(chosen);
    };
    const colleagueOf = (named: string, id: string): Actor | undefined => {
      const user = this.#posts.get(postOf(this.#find(named)))?.find((each) => each.id === id);
      return user && actorOf(user);
    };
    return { actorFor, himself: (id) => actorOf(this.#find(id)), colleagueOf, memberOf, isApplicant };
  }

  #find(id: string): UserRow {
    const user = this.#users.get(id);
    if (!user) throw new Error(`Expected the demo to have ${id}, but nobody has this id.`);
    return user;
  }
}

/** People of one post are interchangeable: same department, roles and groups. */
const postOf = ({ department, roles, groups }: UserRow): string => JSON.stringify([department, roles, groups]);

const actorOf = ({ id, roles, groups, department }: UserRow): Actor => ({ id, roles, groups, department });
