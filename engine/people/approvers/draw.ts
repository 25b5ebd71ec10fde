/** 抽取: who may be drawn by lot, and who of them is too near to the case. */
import type { Excluded } from '../../core/draw.ts';
import { ok, type Result } from '../../errors.ts';
import type { AssignmentSpec, FindingSpec } from '../../model/graph.ts';
import { evaluateNumber, unfit } from '../evaluate.ts';
import type { Chart } from '../organisation/chart.ts';
import type { Bar, CaseFacts, Hit } from './case-facts.ts';
import { meantBy } from './meant.ts';
import type { Finder } from './relative.ts';

/** The pool: everybody whom the lists, the role, the post and the department of the assignment mean together, sorted. Who has left is not in it. */
export function poolOf(assignment: AssignmentSpec, spec: FindingSpec, facts: CaseFacts): Result<readonly string[]> {
  const { chart } = facts;
  const meant = meantBy(assignment, spec, facts);
  if (!meant.ok) return meant;
  const { users, groups, members } = meant.value;
  const all = [...users, ...groups.flatMap((group) => chart.members({ group })), ...(members ?? [])];
  return ok([...new Set(all)].filter((person) => chart.person(person) !== undefined).sort());
}

/** The pool as what the rule finds; who of it is asked is drawn when the round begins. */
export function drawn(assignment: AssignmentSpec, ...[spec, facts]: Parameters<Finder>): Result<Hit> {
  const pool = poolOf(assignment, spec, facts);
  if (!pool.ok) return pool;
  const number = numberOf(spec, facts);
  if (!number.ok) return number;
  const params = { number: String(number.value), pool: String(pool.value.length) };
  return ok({ users: pool.value, rule: 'draw', params, above: () => [] });
}

/** How many are drawn. Fails with 'expression-failed' for what is no whole number from 1 on. */
export function numberOf({ number }: FindingSpec, { surroundings }: CaseFacts): Result<number> {
  const given = evaluateNumber(number, surroundings);
  if (!given.ok) return given;
  const { value } = given;
  if (value !== null && Number.isInteger(value) && value >= 1) return ok(value);
  return number ? unfit(number, value, 'a whole number of people from 1 on') : ok(1);
}

export interface Nearness {
  readonly bars: readonly Bar[];
  /** People and departments that the model names. */
  readonly conflicts: readonly string[];
}

/** Who of the pool is too near to the case, and why: barred, named, or of a department that is named, or of somebody's who is barred. */
export function excludedFrom(
  pool: readonly string[],
  { bars, conflicts }: Nearness,
  chart: Chart,
): readonly Excluded[] {
  const named = conflicts.filter((name) => chart.person(name) === undefined);
  const departments = new Set([...named, ...bars.map(({ person }) => chart.departmentOf(person))]);
  return pool.flatMap((person): Excluded[] => {
    const bar = bars.find((one) => one.person === person);
    if (bar) return [{ person, why: bar.rule }];
    if (conflicts.includes(person)) return [{ person, why: 'named' }];
    const department = chart.positionsOf(person).find((position) => departments.has(position.department))?.department;
    return department === undefined ? [] : [{ person, why: 'department', of: department }];
  });
}
