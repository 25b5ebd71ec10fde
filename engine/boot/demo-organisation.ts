/** A city administration to look at: made by rule, the same every time, so that nothing of it needs to be kept. */
import type pg from 'pg';
import type { DepartmentImport, NamedRow, PersonImport, PositionImport } from '../people/organisation/import/plan.ts';
import { countOrganisation, findDepartment } from '../store/people/departments.ts';
import { writePlan } from '../store/people/import-organisation.ts';
import { inTransaction } from '../store/transaction.ts';
import { GIVEN, SURNAMES } from './demo-names.ts';

/** In all, those of the demo's own file included. */
const DEMO_DEPARTMENTS = 42;
const DEMO_PEOPLE = 600;

const FIELDS = [
  ['发展改革', 'Development and reform'],
  ['教育', 'Education'],
  ['科学技术', 'Science and technology'],
  ['公安', 'Public security'],
  ['民政', 'Civil affairs'],
  ['财政', 'Finance'],
  ['人力资源', 'Human resources'],
  ['自然资源', 'Natural resources'],
  ['生态环境', 'Environment'],
  ['交通运输', 'Transport'],
  ['水务', 'Water'],
  ['农业农村', 'Agriculture'],
  ['商务', 'Commerce'],
  ['文化旅游', 'Culture and tourism'],
  ['卫生健康', 'Health'],
  ['应急管理', 'Emergency management'],
  ['统计', 'Statistics'],
  ['医疗保障', 'Medical insurance'],
  ['林业', 'Forestry'],
] as const;

const POSTS: readonly NamedRow[] = [
  { id: 'head', nameZh: '负责人', nameEn: 'Head' },
  { id: 'section-chief', nameZh: '科长', nameEn: 'Section chief' },
  { id: 'window-clerk', nameZh: '窗口岗', nameEn: 'Window clerk' },
  { id: 'examiner', nameZh: '审查岗', nameEn: 'Examiner' },
];

const SINCE = Date.UTC(2020, 0, 1);
const ROOT: DepartmentImport = { id: 'city', nameZh: '市人民政府', nameEn: 'City government', parent: null };

/** The rest of what the demo has, beside `existing` departments and people. */
function demoOrganisation(existing: { readonly departments: number; readonly people: number }) {
  const departments = [ROOT, ...units()].slice(0, DEMO_DEPARTMENTS - existing.departments);
  const people: PersonImport[] = [];
  const positions: PositionImport[] = [];
  for (let index = 0; index < DEMO_PEOPLE - existing.people; index++) {
    const unit = departments[index % departments.length] ?? ROOT;
    const rank = Math.floor(index / departments.length);
    const person = personAt(index, unit.id, rank === 0);
    people.push(person);
    positions.push({
      userId: person.id,
      department: unit.id,
      post: postAt(unit, rank),
      head: rank === 0,
      since: SINCE,
      until: null,
    });
  }
  return { departments, posts: POSTS, people, positions };
}

/** Bureaus of the city, and below each an acceptance section. */
function units(): DepartmentImport[] {
  return FIELDS.flatMap(([zh, en], index): DepartmentImport[] => {
    const id = `bureau-${String(index + 1).padStart(2, '0')}`;
    return [
      { id, nameZh: `${zh}局`, nameEn: `${en} bureau`, parent: ROOT.id },
      { id: `${id}-window`, nameZh: `${zh}局受理科`, nameEn: `${en} acceptance section`, parent: id },
    ];
  });
}

function personAt(index: number, department: string, isHead: boolean): PersonImport {
  const [zh, en] = SURNAMES[index % SURNAMES.length] ?? ['', ''];
  const [givenZh, givenEn] = GIVEN[index % GIVEN.length] ?? ['', ''];
  const id = `official.${String(index + 1).padStart(3, '0')}`;
  return {
    id,
    nameZh: `${zh}${givenZh}`,
    nameEn: `${en} ${givenEn}`,
    department,
    roles: [isHead ? 'manager' : 'clerk'],
    groups: [],
  };
}

function postAt({ id }: DepartmentImport, rank: number): string {
  if (rank === 0) return id.endsWith('-window') ? 'section-chief' : 'head';
  return id.endsWith('-window') ? 'window-clerk' : 'examiner';
}

/** Once; nothing is changed where the city is there already. They cannot sign in: they are no demo users and have no password. */
export async function addDemoOrganisation(pool: pg.Pool, at: number): Promise<void> {
  if (await findDepartment(pool, ROOT.id)) return;
  const existing = await countOrganisation(pool);
  await inTransaction(pool, (client) => writePlan(client, demoOrganisation(existing), at));
}
