/** F2: who stands in some relation to the case, by the chart of the instant. */
import { ok, type Result } from '../../errors.ts';
import type { FindingSpec } from '../../model/graph.ts';
import { evaluateNumber, evaluateText, unfit } from '../evaluate.ts';
import { type CaseFacts, type Hit, headsFrom, paramsOf, superiorsFrom } from './case-facts.ts';

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
    above: () => headsFrom(chart, department, true),
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
  return ok({
    users: initiator === null ? [] : chart.superiorsOf(initiator, level),
    rule: 'superior',
    params: paramsOf({ of: initiator, level: String(level) }),
    above: () => superiorsFrom(chart, initiator, level + 1),
  });
};

export const initiator: Finder = (_spec, facts) =>
  ok(someone(facts, 'initiator', { person: facts.initiator, params: {} }));

/** The superior of who did the step before. */
export const previousLead: Finder = (_spec, facts) => {
  const handler = facts.previousHandler();
  return ok({
    users: handler === null ? [] : facts.chart.superiorsOf(handler, 1),
    rule: 'previous-lead',
    params: paramsOf({ of: handler }),
    above: () => superiorsFrom(facts.chart, handler, 2),
  });
};

export const handlerOf: Finder = ({ node }, facts) =>
  ok(someone(facts, 'handler-of', { person: facts.handlerOf(node ?? ''), params: { node: node ?? '' } }));

interface Someone {
  readonly person: string | null;
  readonly params: Hit['params'];
}

function someone(facts: CaseFacts, rule: string, { person, params }: Someone): Hit {
  return { users: person === null ? [] : [person], rule, params, above: () => superiorsFrom(facts.chart, person) };
}

const nobody = (rule: string): Hit => ({ users: [], rule, params: {}, above: () => [] });
