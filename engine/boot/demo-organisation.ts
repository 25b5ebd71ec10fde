/** A city administration to look at: made by rule, the same every time, so that nothing of it needs to be kept. */
import type pg from 'pg';
import { readDepartmentContracts } from '../../adapters/contracts.ts';
import type { DepartmentImport, NamedRow, PersonImport, PositionImport } from '../people/organisation/import/plan.ts';
import { countOrganisation, findDepartment, findDepartments } from '../store/people/departments.ts';
import { writePlan } from '../store/people/import-organisation.ts';
import { inTransaction } from '../store/transaction.ts';
import { GIVEN, SURNAMES } from './demo-names.ts';

/** In all, those of the demo's own file included. */
const DEMO_PEOPLE = 600;

const POSTS: readonly NamedRow[] = [
  { id: 'head', nameZh: '负责人', nameEn: 'Head' },
  { id: 'section-chief', nameZh: '科长', nameEn: 'Section chief' },
  { id: 'window-clerk', nameZh: '窗口岗', nameEn: 'Window clerk' },
  { id: 'examiner', nameZh: '审查岗', nameEn: 'Examiner' },
];

const SINCE = Date.UTC(2020, 0, 1);
const ROOT: DepartmentImport = { id: 'city', nameZh: '市人民政府', nameEn: 'City government', parent: null };

/** The rest of what the demo has: people for these departments, beside `existing`. */
function demoOrganisation(departments: readonly DepartmentImport[], existing: number) {
  const people: PersonImport[] = [];
  const positions: PositionImport[] = [];
  for (let index = 0; index < DEMO_PEOPLE - existing; index++) {
    const unit = departments[index % departments.length] ?? ROOT;
    const rank = Math.floor(index / departments.length);
    const person = personAt(index, unit.id, rank === 0);
    people.push(person);
    positions.push({
      userId: person.id,
      department: unit.id,
      post: postAt(rank),
      head: rank === 0,
      since: SINCE,
      until: null,
    });
  }
  return { departments, posts: POSTS, people, positions };
}

/** The city, and every department that there is a contract with: whoever is asked by the engine is somebody in the organisation. */
async function departmentsMissing(pool: pg.Pool): Promise<DepartmentImport[]> {
  const contracts = readDepartmentContracts();
  const known = await findDepartments(
    pool,
    contracts.map(({ name }) => name),
  );
  const missing = contracts.filter(({ name }) => !known.has(name));
  return [
    ROOT,
    ...missing.map(({ name, title }) => ({ id: name, nameZh: title.zh, nameEn: title.en, parent: ROOT.id })),
  ];
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

/** After the head and the chief of its section every second one sits at a window. */
function postAt(rank: number): string {
  if (rank === 0) return 'head';
  if (rank === 1) return 'section-chief';
  return rank % 2 === 0 ? 'window-clerk' : 'examiner';
}

/** Once; nothing is changed where the city is there already. They cannot sign in: they are no demo users and have no password. */
export async function addDemoOrganisation(pool: pg.Pool, at: number): Promise<void> {
  if (await findDepartment(pool, ROOT.id)) return;
  const departments = await departmentsMissing(pool);
  const { people } = await countOrganisation(pool);
  await inTransaction(pool, (client) => writePlan(client, demoOrganisation(departments, people), at));
}
