/** F2: who stands in some relation to the case, by the chart of the instant. */
import { ok, type Result } from '../../errors.ts';
import type { FindingSpec } from '../../model/graph.ts';
import { evaluateNumber, evaluateText, unfit } from '../evaluate.ts';
import { type CaseFacts, type Hit, paramsOf } from './case-facts.ts';
import { superiorsOf } from './members.ts';

export type Finder = (spec: FindingSpec, facts: CaseFacts) => Result<Hit>;

/** The head of the department that is named, else of the one the case comes from. */
export const departmentHead: Finder = (spec, facts) => {
  const named = evaluateText(spec.department, facts.surroundings);
  if (!named.ok) return named;
  const own = facts.initiator === null ? null : facts.chart.departmentOf(facts.initiator);
  return ok(headOf(facts, 'department-head', spec.department ? named.value : own));
};

/** The head of the department that the form names. */
export const formDepartmentHead: Finder = (spec, facts) => {
  const given = facts.surroundings.scope.get(spec.variable ?? '');
  const department = typeof given === 'string' && given.trim() !== '' ? given.trim() : null;
  const { params, ...hit } = headOf(facts, 'form-department-head', department);
  return ok({ ...hit, params: { ...params, variable: spec.variable ?? '' } });
};

function headOf({ chart }: CaseFacts, rule: string, department: string | null): Hit {
  return {
    users: department === null ? [] : chart.headsOf(department),
    rule,
    params: paramsOf({ department }),
    above: () => (department === null ? [] : chart.headsAbove(department)),
  };
}

/** The n-th superior of who began the case; the nearest unless said otherwise. */
export const superior: Finder = (spec, { chart, initiator, surroundings }) => {
  const given = evaluateNumber(spec.level, surroundings);
  if (!given.ok) return given;
  const level = given.value ?? 1;
  if (!Number.isInteger(level) || level < 1) {
    return spec.level ? unfit(spec.level, level, 'a whole number of levels from 1 on') : ok(nobody('superior'));
  }
  const at = (rank: number) => (initiator === null ? [] : chart.superiorsOf(initiator, rank));
  return ok({
    users: at(level),
    rule: 'superior',
    params: paramsOf({ of: initiator, level: String(level) }),
    // Where the line ends before the level, its top is one level up from nothing.
    above: () => (at(level).length > 0 ? at(level + 1) : topOf(at, level)),
  });
};

function topOf(at: (rank: number) => readonly string[], below: number): readonly string[] {
  for (let rank = below - 1; rank >= 1; rank--) if (at(rank).length > 0) return at(rank);
  return [];
}

export const initiator: Finder = (_spec, facts) =>
  ok(someone(facts, 'initiator', { person: facts.initiator, params: {} }));

/** The superior of who did the step before. */
export const previousLead: Finder = (_spec, facts) => {
  const handler = facts.previousHandler();
  return ok({
    users: superiorsOf(facts, handler),
    rule: 'previous-lead',
    params: paramsOf({ of: handler }),
    above: () => (handler === null ? [] : facts.chart.superiorsOf(handler, 2)),
  });
};

export const handlerOf: Finder = ({ node }, facts) =>
  ok(someone(facts, 'handler-of', { person: facts.handlerOf(node ?? ''), params: { node: node ?? '' } }));

interface Someone {
  readonly person: string | null;
  readonly params: Hit['params'];
}

function someone(facts: CaseFacts, rule: string, { person, params }: Someone): Hit {
  return { users: person === null ? [] : [person], rule, params, above: () => superiorsOf(facts, person) };
}

const nobody = (rule: string): Hit => ({ users: [], rule, params: {}, above: () => [] });
