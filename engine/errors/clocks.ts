/** What calendars and clocks can run into. */
import { define, type ErrorDefinition } from './definition.ts';

export const CLOCK_ERRORS = {
  'calendar-cycle': define(
    422,
    'Expected calendar "{id}" to build on one that does not build on it, but "{base}" does.',
    '日历“{id}”的上级日历不应以其为基础，但“{base}”正是如此。',
  ),
  'calendar-invalid': define(
    422,
    'Expected a calendar by which work is possible, but {reason}.',
    '日历应能确定工作时间，但{reason}。',
  ),
  'card-own': define(
    403,
    'Expected somebody else than {actor}, who issued card {number}, to decide the appeal, but it is the same person.',
    '督办牌“{number}”的申诉应由签发人 {actor} 以外的人员裁定。',
  ),
  'card-state': define(
    409,
    'Expected card {number} to admit "{verb}", but it is {state}.',
    '督办牌“{number}”应可“{verb}”，但当前为“{state}”。',
  ),
  'ladder-refused': define(
    422,
    'Expected an escalation ladder that does what it says, but {reason}.',
    '超时处理规则应能按所填执行，但{reasonZh}。',
  ),
  'plan-invalid': define(
    422,
    'Expected line {line} of the plan to be a year, or a name with days such as 10-01..10-07 +10-10, but it is "{text}".',
    '计划第 {line} 行应为年份，或节日名称加日期（如 10-01..10-07 +10-10），但为“{text}”。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
