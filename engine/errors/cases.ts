/** What a case, its flow and its outside work can run into. */
import { define, type ErrorDefinition } from './definition.ts';

export const CASE_ERRORS = {
  'ad-hoc-busy': define(
    409,
    'Expected nothing to run in "{elementId}", where one activity is done after the other, but something does.',
    '“{elementId}”中的活动应依次办理，但当前仍有活动在进行。',
  ),
  'already-consumed': define(
    409,
    'Expected "{id}" to be there once, but somebody else has used it.',
    '“{id}”只能使用一次，但已被其他人使用。',
  ),
  'call-depth-exceeded': define(
    422,
    'Expected at most {limit} nested calls, but "{key}" would go deeper.',
    '嵌套调用最多 {limit} 层，但调用“{key}”将超出。',
  ),
  'case-not-active': define(
    409,
    'Expected case "{case}" to be active, but it is {status}.',
    '办件“{case}”应处于运行状态，但当前为“{status}”。',
  ),
  'case-not-ended': define(
    409,
    'Expected case "{case}" to have ended, but it is {status}.',
    '办件“{case}”应已办结，但当前为“{status}”。',
  ),
  'case-not-open': define(
    409,
    'Expected case "{case}" to be open, but it is {status}.',
    '办件“{case}”应尚未办结，但当前为“{status}”。',
  ),
  'case-not-suspended': define(
    409,
    'Expected case "{case}" to be suspended, but it is {status}.',
    '办件“{case}”应处于挂起状态，但当前为“{status}”。',
  ),
  'case-too-large': define(
    422,
    'Expected the {what} of the case to stay within {limit} characters of JSON, but they would take {found}.',
    '办件的{whatZh}应不超过 {limit} 个 JSON 字符，但将达到 {found} 个。',
  ),
  'command-conflict': define(
    409,
    'Expected to act on the case as you saw it, but it kept changing.',
    '应在您所见的办件状态上操作，但办件一直在变化，请重试。',
    true,
  ),
  'data-store-changed': define(
    409,
    'Expected data store "{name}" as you saw it, but it is in version {version} now.',
    '数据存储“{name}”应与您所见一致，但现在已是版本 {version}。',
  ),
  'effect-failed': define(
    422,
    'Expected "{topic}" to do its work, but all attempts failed: {reason}.',
    '“{topic}”应完成其工作，但所有尝试均失败：{reason}。',
  ),
  'expression-failed': define(
    422,
    'Expected "{expression}" to give a value, but {reason}.',
    '表达式“{expression}”应能求值，但{reason}。',
  ),
  'expression-invalid': define(
    422,
    'Expected a FEEL expression, but "{expression}" has an error: {reason}.',
    '应为 FEEL 表达式，但“{expression}”有错误：{reason}。',
  ),
  'expression-limit': define(
    422,
    'Expected "{expression}" to stay within its limit, but it used more than {limit}.',
    '表达式“{expression}”应在限额内求值，但超出了 {limit}。',
  ),
  'external-task-elsewhere': define(
    409,
    'Expected an adapter for topic "{topic}", but external task "{id}" is left to workers that fetch it.',
    '主题“{topic}”应有适配器，但外部任务“{id}”由外部工作者领取。',
  ),
  'external-task-not-locked': define(
    409,
    'Expected external task "{id}" to be locked by worker "{worker}", but its lock has run out or belongs to somebody else.',
    '外部任务“{id}”应由工作者“{worker}”锁定，但锁已过期或属于他人。',
  ),
  'loop-limit-exceeded': define(
    422,
    'Expected at most {limit} items for "{elementId}", but there are {total}.',
    '“{elementId}”最多允许 {limit} 项，但实际有 {total} 项。',
  ),
  'message-not-expected': define(
    409,
    'Expected case "{instanceId}" to wait for "{name}", but it does not.',
    '办件“{instanceId}”应在等待“{name}”，但没有。',
  ),
  'migration-blocked': define(
    409,
    'Expected everything open in the case to have a place in the other version, but "{name}" {reason}.',
    '办件中未完成的内容在新版本中均应有对应位置，但“{name}”{reasonZh}。',
  ),
  'migration-target': define(
    422,
    'Expected another version of process "{key}" that is in effect, but "{id}" is none.',
    '应为流程“{key}”已生效的其他版本，但“{id}”不是。',
  ),
  'no-flow-chosen': define(
    422,
    'Expected a condition leaving "{elementId}" to be true or a default flow, but there is neither.',
    '离开“{elementId}”时应有条件成立或有默认流，但两者都没有。',
  ),
  'script-failed': define(422, 'Expected the script to give a result, but {reason}.', '脚本应给出结果，但{reason}。'),
  'step-budget-exceeded': define(
    422,
    'Expected the case to come to rest within {limit} steps, but it did not: it runs in a circle at "{elementId}".',
    '办件应在 {limit} 步内停下，但没有：它在“{elementId}”处循环。',
  ),
  'timer-invalid': define(
    422,
    'Expected a time to wait for, but "{text}" is none: {reason}.',
    '应为可等待的时间，但“{text}”不是：{reason}。',
  ),
  'timer-not-due': define(
    409,
    'Expected timer "{id}" to be due, but it is due only at {dueAt}.',
    '定时器“{id}”应已到期，但其到期时间为 {dueAt}。',
    true,
  ),
  'uncaught-error': define(
    422,
    'Expected a handler for the error "{errorCode}" thrown at "{elementId}", but there is none.',
    '“{elementId}”抛出的错误“{errorCode}”应有处理者，但没有。',
  ),
  'variables-invalid': define(422, 'Expected variables that can be kept, but {reason}.', '变量应可保存，但{reason}。'),
  'withdraw-impossible': define(
    409,
    'Expected an application that can still be withdrawn, but it cannot: {reason}.',
    '申请应仍可撤回，但不能：{reason}。',
  ),
  'withdraw-request-missing': define(
    422,
    'Expected the number of the signed request of the applicant, for whom {actor} withdraws, but there is none.',
    '{actor} 代申请人撤回，应填写申请人签字的撤回申请编号，但没有。',
  ),
  'withdraw-switched-off': define(
    403,
    'Expected the process to let the applicant withdraw, but it does not.',
    '该流程应允许申请人撤回，但不允许。',
  ),
  'withdraw-too-late': define(
    409,
    'Expected the case not to be decided yet, but it was, at "{elementId}".',
    '撤回应在决定之前，但已在“{elementId}”作出决定。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
