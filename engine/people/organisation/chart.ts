import type { RungSpec } from '../../model/ladder.ts';
import type { OrganisationRows, PersonRow, PositionRow, ProxyRow, ResponsibilityRow } from './rows.ts';

/** Who is meant by a group of people; what is given narrows, and at least one must be. */
export interface Members {
  readonly role?: string;
  readonly group?: string;
  readonly post?: string;
  /** Of this department; with `below`, also of those that belong to it. */
  readonly department?: string;
  readonly below?: boolean;
}

/** The organisation at one instant. People who are no longer active hold nothing. Answers are in the order of ids, so they repeat. */
export class Chart {
  readonly version: number;
  /** The lists of who is responsible, and of who may not be. */
  readonly responsibilities: readonly ResponsibilityRow[];
  readonly #people: ReadonlyMap<string, PersonRow>;
  readonly #gone: ReadonlySet<string>;
  readonly #parents: ReadonlyMap<string, string | null>;
  readonly #positions: ReadonlyMap<string, readonly PositionRow[]>;
  readonly #staff: ReadonlyMap<string, readonly PositionRow[]>;
  readonly #proxies: readonly ProxyRow[];
  readonly #ladders: ReadonlyMap<string, readonly RungSpec[]>;
  readonly #successors: ReadonlyMap<string, string>;

  constructor({
    version,
    people,
    departments,
    positions,
    proxies,
    responsibilities = [],
    ladders = [],
    successions = [],
  }: OrganisationRows) {
    this.version = version;
    this.responsibilities = responsibilities;
    const active = people.filter((person) => person.active);
    this.#gone = new Set(people.filter((person) => !person.active).map(({ id }) => id));
    this.#people = new Map(active.map((person) => [person.id, person]));
    this.#parents = new Map(departments.map(({ id, parent }) => [id, parent]));
    const held = positions.filter(({ person }) => this.#people.has(person)).sort((a, b) => a.order - b.order);
    const placed = new Set(held.map(({ person }) => person));
    const homes = active.filter(({ id }) => !placed.has(id)).flatMap(homeOf);
    this.#positions = groupBy([...held, ...homes], ({ person }) => person);
    this.#staff = groupBy([...held, ...homes], ({ department }) => department);
    this.#proxies = proxies;
    this.#successors = new Map(successions.map(({ person, successor }) => [person, successor]));
    this.#ladders = new Map(ladders.map(({ department, rungs }) => [department, rungs]));
  }

  person(id: string): PersonRow | undefined {
    return this.#people.get(id);
  }

  /** Somebody who is known and not active any more. */
  hasLeft(id: string): boolean {
    return this.#gone.has(id);
  }

  /** Who has taken the place of somebody, and of whoever took it before; the person where nobody has. A circle in the data ends it. */
  successorOf(id: string): string {
    const line = [id];
    for (
      let next = this.#successors.get(id);
      next !== undefined && !line.includes(next);
      next = this.#successors.get(next)
    )
      line.push(next);
    return line.at(-1) ?? id;
  }

  /** The names by which somebody is meant wherever a person is named: their own until another takes their place, and those of all whose place they have. */
  namesOf(id: string): string[] {
    return [...new Set([id, ...this.#successors.keys()])].filter((name) => this.successorOf(name) === id);
  }

  hasDepartment(id: string): boolean {
    return this.#parents.has(id) || this.#staff.has(id);
  }

  positionsOf(person: string): readonly PositionRow[] {
    return this.#positions.get(person) ?? [];
  }

  /** The department of somebody's main position. */
  departmentOf(person: string): string | null {
    return this.positionsOf(person)[0]?.department ?? null;
  }

  parentOf(department: string): string | null {
    return this.#parents.get(department) ?? null;
  }

  /** The department itself, the one it belongs to, and so on up; a circle in the data ends it. */
  ancestry(department: string): string[] {
    const line: string[] = [];
    for (let at: string | null = department; at !== null && !line.includes(at); at = this.parentOf(at)) line.push(at);
    return line;
  }

  /** The ladder of the department, else of the nearest one above that has one. */
  ladderOf(department: string): readonly RungSpec[] {
    const ladders = this.ancestry(department).map((unit) => this.#ladders.get(unit) ?? []);
    return ladders.find((rungs) => rungs.length > 0) ?? [];
  }

  isWithin(department: string | null, above: string): boolean {
    return department !== null && this.ancestry(department).includes(above);
  }

  /** These departments and all that belong to them. */
  within(above: readonly string[]): string[] {
    if (above.length === 0) return [];
    const known = new Set([...this.#parents.keys(), ...this.#staff.keys(), ...above]);
    return sorted([...known].filter((id) => this.ancestry(id).some((one) => above.includes(one))));
  }

  /** Who works in one of these departments at this instant. */
  staffOf(departments: readonly string[]): PersonRow[] {
    const ids = departments.flatMap((id) => (this.#staff.get(id) ?? []).map(({ person }) => person));
    return sorted(ids).flatMap((id) => this.#people.get(id) ?? []);
  }

  headsOf(department: string): string[] {
    const heads = (this.#staff.get(department) ?? []).filter(({ head }) => head);
    return sorted(heads.map(({ person }) => person));
  }

  /**
   * The n-th superior: the head of the own department, for a head that of the one above, and so on. Departments without a head, and heads who are
   * the person asked about, are passed over. Empty where the line ends before.
   */
  superiorsOf(person: string, level: number): string[] {
    const department = this.departmentOf(person);
    if (department === null || level < 1) return [];
    let rank = 0;
    let below = [person];
    for (const unit of this.ancestry(department)) {
      const heads = this.headsOf(unit);
      if (heads.length === 0 || heads.some((head) => below.includes(head))) continue;
      rank++;
      if (rank === level) return heads;
      below = heads;
    }
    return [];
  }

  members({ role, group, post, department, below = false }: Members): string[] {
    if (role === undefined && group === undefined && post === undefined && department === undefined) return [];
    const isPlaced = (id: string) =>
      this.positionsOf(id).some(
        (position) =>
          (post === undefined || position.post === post) &&
          (department === undefined ||
            (below ? this.isWithin(position.department, department) : position.department === department)),
      );
    const needsPlace = post !== undefined || department !== undefined;
    return sorted(
      [...this.#people.values()]
        .filter(({ roles }) => role === undefined || roles.some((own) => own === role))
        .filter(({ groups }) => group === undefined || groups.includes(group))
        .filter(({ id }) => !needsPlace || isPlaced(id))
        .map(({ id }) => id),
    );
  }

  /** Who acts for somebody at this instant; an entry may be narrowed to processes and steps. */
  proxiesFor(principal: string): readonly ProxyRow[] {
    return this.#proxies.filter((row) => row.principal === principal && this.#people.has(row.proxy));
  }

  /** For whom somebody acts. */
  principalsOf(proxy: string): readonly ProxyRow[] {
    return this.#people.has(proxy) ? this.#proxies.filter((row) => row.proxy === proxy) : [];
  }
}

function homeOf({ id, department }: PersonRow): PositionRow[] {
  if (department === null) return [];
  return [{ person: id, department, post: null, head: false, order: 0, since: 0, until: null }];
}

const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
