import type { Right } from '../../rights/table.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { type Departments, NO_DEPARTMENTS, principalsOf, type Reader } from '../../store/read/reader.ts';
import { isOfficial, type Principal } from '../principal.ts';
import { scopeOf } from '../rights-now.ts';
import type { Services } from '../services.ts';
import { graphOf } from './graph.ts';
import { readerMandates } from './mandates.ts';

interface Wanted {
  /** Which rights say how far the reader sees; to see cases and tasks where absent. */
  readonly cases?: Right;
  readonly tasks?: Right;
}

/** What lists and look-ups show is cut to what this reader may see. */
export async function readerOf(
  { runtime }: Pick<Services, 'runtime'>,
  principal: Principal,
  { cases = 'case.read', tasks = 'task.read' }: Wanted = {},
): Promise<Reader> {
  const [ofCases, ofTasks] = [scopeOf(runtime, principal, cases), scopeOf(runtime, principal, tasks)];
  const limited = !(ofCases === 'all' && ofTasks === 'all') && isOfficial(principal);
  const departments =
    ofCases === 'department' || ofTasks === 'department' ? departmentsNow(runtime, principal) : NO_DEPARTMENTS;
  return {
    id: principal.id,
    groups: principal.groups,
    ...(principal.names === undefined ? {} : { names: principal.names }),
    roles: principal.roles,
    seesAllCases: ofCases === 'all',
    seesAllTasks: ofTasks === 'all',
    seesOwn: ofCases !== 'none',
    caseDepartments: ofCases === 'department' ? departments : NO_DEPARTMENTS,
    taskDepartments: ofTasks === 'department' ? departments : NO_DEPARTMENTS,
    administers: principal.roles.includes('admin'),
    mandates: await readerMandates(runtime, principal),
    ownedDefinitions: limited ? await ownedDefinitions(runtime, principal) : [],
  };
}

/** The departments of all posts that somebody holds at this instant of the engine's clock, those below them, and who works there. */
export function departmentsNow({ organisation, clock }: Runtime, { id }: Pick<Principal, 'id'>): Departments {
  const chart = organisation.current.at(clock.now());
  const ids = chart.within(chart.positionsOf(id).map(({ department }) => department));
  const staff = chart.staffOf(ids);
  return {
    ids,
    people: staff.map((person) => person.id),
    principals: [...new Set(staff.flatMap(principalsOf))],
    groups: [...new Set(staff.flatMap(({ groups }) => groups))],
  };
}

/** Names under which changes of cases are told to whoever sees those of departments. */
export function namesOfDepartments(runtime: Runtime, principal: Principal): string[] {
  if (scopeOf(runtime, principal, 'case.read') !== 'department') return [];
  const { ids, principals } = departmentsNow(runtime, principal);
  return [...ids.map((id) => `department:${id}`), ...principals];
}

/** Owners are named in the model, and a deployed model never changes: each is looked into once. */
const ownersOf = new WeakMap<Runtime, Map<string, readonly string[]>>();

async function ownedDefinitions(runtime: Runtime, principal: Principal): Promise<string[]> {
  const known = ownersOf.get(runtime) ?? new Map<string, readonly string[]>();
  ownersOf.set(runtime, known);
  const owned: string[] = [];
  for (const { id } of runtime.definitions.processes()) {
    const owners = known.get(id) ?? (await graphOf(runtime, id)).owners;
    known.set(id, owners);
    if (owners.some((owner) => (principal.names ?? [principal.id]).includes(owner) || principal.groups.includes(owner)))
      owned.push(id);
  }
  return owned;
}
