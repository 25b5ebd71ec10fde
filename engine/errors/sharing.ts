/** What the sharing of data refuses. */
import { define, type ErrorDefinition } from './definition.ts';

export const SHARING_ERRORS = {
  'data-consent-missing': define(
    403,
    'Expected the consent of whom "{code}" is about, for this purpose and still valid, but there is none.',
    '查询“{code}”应有本人就此用途的有效同意，但没有。',
  ),
  'data-consent-refused': define(
    403,
    'Expected the person "{code}" is about to let it be read in this case, but they refused, withdrew it, or its time is over.',
    '本办件查询“{code}”应经本人同意，但本人不同意、已撤回或已到期。',
  ),
  'data-consent-unsigned': define(
    422,
    'Expected what staff write down for somebody to be signed by them, but the answer about "{code}" is not.',
    '工作人员代为登记的意见须有本人签字，但“{code}”一项没有。',
  ),
  'data-element-taken': define(
    409,
    'Expected one source of the element "{element}", but "{code}" of {department} is it already.',
    '数据元“{element}”应一数一源，但 {department} 的“{code}”已是权威来源。',
  ),
  'data-entry-invalid': define(
    422,
    'Expected an entry that can stand in the catalogue, but {reason}.',
    '目录条目应合规，但{reasonZh}。',
  ),
  'data-forbidden': define(
    403,
    'Expected data that may be shared with this department, but entry "{id}" of the negative list forbids "{code}".',
    '“{code}”应可共享给该部门，但负面清单条目“{id}”禁止共享。',
  ),
  'data-grant-ended': define(
    403,
    'Expected a grant of "{code}" that is valid, but it has ended.',
    '“{code}”的共享授权应在有效期内，但已到期。',
  ),
  'data-grant-missing': define(
    403,
    'Expected a grant for "{code}", which is shared on conditions, but this department has none.',
    '“{code}”为有条件共享，应有授权，但该部门没有。',
  ),
  'data-grant-suspended': define(
    403,
    'Expected a grant of "{code}" that may be used, but it is suspended.',
    '“{code}”的共享授权应可使用，但已暂停。',
  ),
  'data-item-unknown': define(
    422,
    'Expected items of "{code}" that were granted, but "{item}" is none of them.',
    '应为“{code}”中已授权的信息项，但“{item}”不是。',
  ),
  'data-not-shared': define(
    403,
    'Expected data that is shared, but "{code}" is not ({basis}).',
    '应为可共享的数据，但“{code}”不予共享（{basis}）。',
  ),
  'data-own-demand': define(
    403,
    'Expected somebody else to decide this demand, but it is {person} who made it.',
    '该需求应由他人裁定，但 {person} 正是提出人。',
  ),
  'data-purpose-differs': define(
    403,
    'Expected the purpose "{code}" was granted for ("{granted}"), but it is "{purpose}".',
    '查询“{code}”的用途应与授权一致（“{granted}”），但为“{purpose}”。',
  ),
  'data-rate-exceeded': define(
    429,
    'Expected at most {limit} reads of "{code}" in an hour, but there were more; the grant is suspended.',
    '每小时查询“{code}”不得超过 {limit} 次，但已超过；授权已暂停。',
  ),
  'data-source-refused': define(
    422,
    'Expected an answer about "{code}", but the department says no: {reason}.',
    '应取得“{code}”的结果，但部门答复：{reason}。',
  ),
  'data-source-silent': define(
    503,
    'Expected an answer about "{code}", but the department gives none now: {reason}.',
    '应取得“{code}”的结果，但部门系统暂无应答：{reason}。',
    true,
  ),
  'data-subject-missing': define(
    422,
    'Expected to be told whom the consent is about, but neither the request nor the case says it.',
    '应说明同意涉及何人，但请求和办件均未载明。',
  ),
  'data-step-invalid': define(
    409,
    'Expected a step that is possible now, but "{step}" is not while it is {state}.',
    '应为当前可办理的步骤，但状态为 {state} 时不能“{step}”。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
