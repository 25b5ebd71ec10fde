/**
 * An organisation as a CSV text: what it says, and everything that is wrong with it. One row is a department, a post, a person or a position;
 * the header names the columns, in any order. A row may name what another row of the same text brings, wherever that stands.
 */
import { type CsvRow, readCsv } from './csv.ts';

const COLUMNS = [
  'kind',
  'id',
  'name',
  'name_en',
  'parent',
  'department',
  'post',
  'head',
  'since',
  'until',
  'roles',
  'groups',
] as const;
type Column = (typeof COLUMNS)[number];

export interface NamedRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface DepartmentImport extends NamedRow {
  readonly parent: string | null;
}

export interface PersonImport extends NamedRow {
  readonly department: string | null;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

export interface PositionImport {
  readonly userId: string;
  readonly department: string;
  readonly post: string | null;
  readonly head: boolean;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number | null;
}

interface ImportProblem {
  readonly line: number;
  readonly en: string;
  readonly zh: string;
}

export interface ImportPlan {
  readonly departments: readonly DepartmentImport[];
  readonly posts: readonly NamedRow[];
  readonly people: readonly PersonImport[];
  readonly positions: readonly PositionImport[];
  readonly problems: readonly ImportProblem[];
}

/** What is there already. */
export interface KnownOrganisation {
  readonly departments: ReadonlyMap<string, string | null>;
  readonly posts: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

interface Entry {
  readonly line: number;
  readonly kind: string;
  readonly at: (column: Column) => string;
}

type Tell = (line: number, en: string, zh: string) => void;

/** `now` (epoch ms) is from when a position holds that names no beginning. */
export function planImport(text: string, known: KnownOrganisation, now: number): ImportPlan {
  const problems: ImportProblem[] = [];
  const tell: Tell = (line, en, zh) => void problems.push({ line, en, zh });
  const entries = entriesOf(readCsv(text), tell);
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
  for (const { line, kind } of entries)
    if (!KINDS.includes(kind))
      tell(
        line,
        `Expected kind to be ${KINDS.join(', ')}, but it is "${kind}".`,
        `kind 应为 ${KINDS.join('、')}，但为“${kind}”。`,
      );
  for (const kind of ['department', 'post', 'person']) checkNamed(of(kind), tell);
  checkNames(entries, known, tell);
  checkCircles(of('department'), known, tell);
  return {
    departments: of('department').map((entry) => ({ ...named(entry), parent: entry.at('parent') || null })),
    posts: of('post').map(named),
    people: of('person').map((entry) => ({
      ...named(entry),
      department: entry.at('department') || null,
      roles: listOf(entry.at('roles'), ['clerk']),
      groups: listOf(entry.at('groups'), []),
    })),
    positions: of('position').map((entry) => positionOf(entry, now, tell)),
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

const KINDS = ['department', 'post', 'person', 'position'];

function entriesOf(rows: readonly CsvRow[], tell: Tell): Entry[] {
  const [header, ...rest] = rows;
  const names = header?.cells.map((cell) => cell.trim()) ?? [];
  for (const name of names)
    if (!COLUMNS.some((column) => column === name))
      tell(header?.line ?? 1, `Expected a known column, but it is "${name}".`, `应为已知列，但为“${name}”。`);
  for (const name of ['kind', 'id'])
    if (!names.includes(name)) tell(1, `Expected a column "${name}", but there is none.`, `应有列“${name}”，但没有。`);
  return rest.map(({ line, cells }) => {
    if (cells.length > names.length)
      tell(
        line,
        `Expected ${names.length} cells, but there are ${cells.length}.`,
        `应有 ${names.length} 格，但有 ${cells.length} 格。`,
      );
    const at = (column: Column): string => cells[names.indexOf(column)]?.trim() ?? '';
    return { line, kind: at('kind'), at };
  });
}

const ID = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,99}$/u;

function checkNamed(entries: readonly Entry[], tell: Tell): void {
  const seen = new Map<string, number>();
  for (const { line, at } of entries) {
    const id = at('id');
    const before = seen.get(id);
    if (!ID.test(id))
      tell(
        line,
        `Expected an id of letters, digits and . _ @ -, but it is "${id}".`,
        `id 应由字母、数字与 . _ @ - 组成，但为“${id}”。`,
      );
    else if (before !== undefined)
      tell(
        line,
        `Expected "${id}" once, but line ${before} has it too.`,
        `“${id}”应只出现一次，但第 ${before} 行已有。`,
      );
    if (at('name') === '') tell(line, 'Expected a name, but there is none.', '应有名称，但为空。');
    if (at('name').length > 200 || at('name_en').length > 200)
      tell(line, 'Expected at most 200 characters, but the name is longer.', '名称最多 200 字，但更长。');
    seen.set(id, before ?? line);
  }
}

/** Everything a row names must be there, or come with the text. */
function checkNames(entries: readonly Entry[], known: KnownOrganisation, tell: Tell): void {
  const ids = (kind: string): ReadonlySet<string> =>
    new Set(entries.filter((entry) => entry.kind === kind).map(({ at }) => at('id')));
  const departments = new Set([...known.departments.keys(), ...ids('department')]);
  const posts = new Set([...known.posts, ...ids('post')]);
  const people = new Set([...known.people, ...ids('person')]);
  const need = (
    line: number,
    value: string,
    { all, what }: { all: ReadonlySet<string>; what: readonly [string, string] },
  ) => {
    if (value !== '' && !all.has(value))
      tell(line, `Expected ${what[0]} "${value}" to be known, but it is not.`, `${what[1]}“${value}”应存在，但没有。`);
  };
  for (const { line, kind, at } of entries) {
    need(line, at('parent'), { all: departments, what: ['department', '部门'] });
    need(line, at('department'), { all: departments, what: ['department', '部门'] });
    need(line, at('post'), { all: posts, what: ['post', '岗位'] });
    for (const role of listOf(at('roles'), [])) need(line, role, { all: known.roles, what: ['role', '角色'] });
    for (const group of listOf(at('groups'), [])) need(line, group, { all: known.groups, what: ['group', '用户组'] });
    if (kind !== 'position') continue;
    need(line, at('id'), { all: people, what: ['person', '人员'] });
    if (at('id') === '' || at('department') === '')
      tell(line, 'Expected a person and a department, but one is missing.', '任职应有人员与部门，但缺少其一。');
  }
}

function checkCircles(entries: readonly Entry[], known: KnownOrganisation, tell: Tell): void {
  const parents = new Map(known.departments);
  for (const { at } of entries) parents.set(at('id'), at('parent') || null);
  for (const { line, at } of entries) {
    const seen = new Set<string>();
    let above: string | null = at('id');
    while (above !== null && !seen.has(above)) {
      seen.add(above);
      above = parents.get(above) ?? null;
    }
    if (above !== null)
      tell(
        line,
        `Expected "${at('id')}" to lie below others, but its departments lead in a circle at "${above}".`,
        `部门“${at('id')}”的上级关系在“${above}”处成环。`,
      );
  }
}

const named = ({ at }: Entry): NamedRow => ({ id: at('id'), nameZh: at('name'), nameEn: at('name_en') || at('name') });

/** Separated by semicolons or spaces. */
function listOf(text: string, fallback: readonly string[]): readonly string[] {
  const found = text.split(/[;\s]+/).filter((one) => one !== '');
  return found.length === 0 ? fallback : [...new Set(found)];
}

function positionOf(entry: Entry, now: number, tell: Tell): PositionImport {
  const { line, at } = entry;
  const since = instantOf(entry, 'since', tell) ?? now;
  const until = instantOf(entry, 'until', tell);
  const head = at('head').toLowerCase();
  if (!['', 'true', 'false', 'yes', 'no', '是', '否', '1', '0'].includes(head))
    tell(line, `Expected head to be true or false, but it is "${head}".`, `head 应为 是 或 否，但为“${head}”。`);
  if (until !== null && until <= since)
    tell(
      line,
      'Expected the position to end after it begins, but it does not.',
      '任职终止时间应晚于开始时间，但不是。',
    );
  return {
    userId: at('id'),
    department: at('department'),
    post: at('post') || null,
    head: ['true', 'yes', '是', '1'].includes(head),
    since,
    until,
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

/** A day is its beginning in China, where offices keep Beijing time. */
function instantOf({ line, at }: Entry, column: 'since' | 'until', tell: Tell): number | null {
  const text = at(column);
  if (text === '') return null;
  const instant = DAY.test(text)
    ? Date.parse(`${text}T00:00:00+08:00`)
    : TIME.test(text)
      ? Date.parse(text)
      : Number.NaN;
  const exists = !Number.isNaN(instant) && new Date(dayOf(text)).toISOString().startsWith(text.slice(0, 10));
  if (exists) return instant;
  tell(
    line,
    `Expected ${column} to be a day or a time with a zone, but it is "${text}".`,
    `${column} 应为日期或带时区的时间，但为“${text}”。`,
  );
  return null;
}

const dayOf = (text: string): number =>
  Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)));
