import type { AdapterRequest } from '../../engine/port.ts';
import type { Condition, Rule } from './rule.ts';

const TESTS: Readonly<Record<Condition['is'], (actual: unknown, wanted: unknown) => boolean>> = {
  present: (actual) => actual !== undefined && actual !== null,
  absent: (actual) => actual === undefined || actual === null,
  equal: (actual, wanted) => actual === wanted,
  prefix: (actual, wanted) => typeof actual === 'string' && typeof wanted === 'string' && actual.startsWith(wanted),
};

/** Whether the rule decides about the request. */
export const matches = (rule: Rule, { topic, variables }: AdapterRequest): boolean =>
  (rule.topic === undefined || rule.topic === topic) &&
  (rule.when ?? []).every(({ variable, is, value }) => TESTS[is](variables[variable], value));
