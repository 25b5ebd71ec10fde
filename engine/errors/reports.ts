/** What indicators and ratings can run into. */
import { define, type ErrorDefinition } from './definition.ts';

export const REPORT_ERRORS = {
  'appeal-late': define(
    409,
    'Expected an appeal against {month} by {until}, but that has passed.',
    '对 {month} 指标的申诉应在 {until} 前提出，但期限已过。',
  ),
  'appeal-own': define(
    403,
    'Expected somebody else than who appealed to decide an open appeal, but {actor} did, or it is decided.',
    '申诉应由申诉人以外的人员裁定且尚未裁定，但 {actor} 不能裁定。',
  ),
  'month-frozen': define(
    409,
    'Expected the indicators of {month} to be open, but they are frozen.',
    '{month} 的指标应尚未冻结，但已冻结。',
  ),
  'month-hash-differs': define(
    409,
    'Expected the hash of the frozen indicators of {month}, but it is another.',
    '签署的摘要应与 {month} 冻结的指标一致，但不一致。',
  ),
  'month-not-frozen': define(
    409,
    'Expected the indicators of {month} to be frozen, but they are not.',
    '{month} 的指标应已冻结，但尚未冻结。',
  ),
  'month-not-over': define(409, 'Expected {month} to be over, but it is not.', '{month} 应已结束，但尚未结束。'),
  'rating-exists': define(
    409,
    'Expected one rating for this case and contact point, but there is one already.',
    '同一办件的同一接触点只能评价一次，但已有评价。',
  ),
  'rating-in-process': define(
    409,
    'Expected a rating that is seen to here for "{verb}", but the process of the case sees to this one.',
    '应在此处对评价“{verb}”，但该评价由办件的流程处理。',
  ),
  'rating-not-open': define(
    409,
    'Expected the outcome to have been delivered, or the case to have ended, so that it can be rated, but it is {status}.',
    '送达或办结后方可评价，但办件当前为“{status}”。',
  ),
  'rating-state': define(
    409,
    'Expected the rating to admit "{verb}", but it is {state}.',
    '该评价应可“{verb}”，但当前为“{state}”。',
  ),
  'rating-too-late': define(
    409,
    'Expected the case to be rated by {until}, but that has passed.',
    '应在 {until} 前评价，但评价期已过。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
