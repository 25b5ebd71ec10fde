/** Who decides where the voters of a round do not agree (E1 协调人). */
import { visibleScope } from '../core/query.ts';
import type { InstanceState, Seat, TaskReason } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { RoundSpec } from '../model/graph.ts';
import { evaluateList } from '../people/evaluate.ts';
import type { Chart } from '../people/organisation/chart.ts';
import { COORDINATES } from '../tasks/round.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';

export interface Coordinating {
  readonly state: InstanceState;
  readonly place: Place;
  readonly spec: RoundSpec;
  /** That of the task. */
  readonly department: string | null;
  readonly barred: readonly string[];
  /** Of the new seat. */
  readonly id: number;
}

/** Whoever heads the department of the task, or the nearest one above it that has a head. */
const HEAD = 'head';

/**
 * The seat of the coordinator, worked out as the visit opens, like everybody's; none where the model asks for none. Who may not decide here is left
 * out; where nobody remains, administrators find somebody. Fails where the expression does.
 */
export function coordinatorSeat(
  { state, place, spec, department, barred, id }: Coordinating,
  { env, organisation }: DecideContext,
): Result<readonly Seat[]> {
  if (spec.against !== 'coordinator') return ok([]);
  const surroundings = { scope: visibleScope(state, place.element.id), now: env.now };
  const named = evaluateList(spec.coordinator ?? null, surroundings);
  if (!named.ok) return named;
  const chart = organisation.at(env.now);
  const wanted = named.value.length > 0 ? named.value : [HEAD];
  const all = wanted.flatMap((name) => (name === HEAD ? headsOf(department, chart) : [name]));
  const coordinator = [...new Set(all)].filter((name) => !barred.includes(name));
  return ok([
    { ...soleOf(coordinator), id, weight: 0, veto: false, lead: false, coordinator, task: null, answer: null },
  ]);
}

function headsOf(department: string | null, chart: Chart): readonly string[] {
  const line = department === null ? [] : chart.ancestry(department);
  return line.map((unit) => chart.headsOf(unit)).find((heads) => heads.length > 0) ?? [];
}

const GROUP = 'group:';

/** The one who is named, as a seat names him; several are candidates of the task. */
function soleOf(names: readonly string[]): Pick<Seat, 'user' | 'group'> {
  const [only = '', ...others] = names;
  if (only === '' || others.length > 0) return { user: null, group: null };
  return only.startsWith(GROUP) ? { user: null, group: only.slice(GROUP.length) } : { user: only, group: null };
}

/** Why the task is theirs; by this it is also known, wherever it is looked at, as that of a coordinator. */
export function coordinatorReasons(
  { coordinator = [] }: Seat,
  { organisation, env }: Pick<DecideContext, 'organisation' | 'env'>,
): readonly TaskReason[] {
  const organisationVersion = organisation.at(env.now).version;
  const names = coordinator.length > 0 ? coordinator : [''];
  return names.map((name) => ({ principal: principalOf(name), rule: COORDINATES, params: {}, organisationVersion }));
}

const principalOf = (name: string): string => (name === '' || name.startsWith(GROUP) ? name : `user:${name}`);

/** Who may take the task of the seat where nobody is its one assignee. */
export function candidatesOf({ user, group, coordinator = [] }: Seat): {
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
} {
  if (user !== null) return { candidateUsers: [], candidateGroups: [] };
  const groups = coordinator.filter((name) => name.startsWith(GROUP)).map((name) => name.slice(GROUP.length));
  if (group === null)
    return { candidateUsers: coordinator.filter((name) => !name.startsWith(GROUP)), candidateGroups: groups };
  return { candidateUsers: [], candidateGroups: [group] };
}
