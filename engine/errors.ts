/**
 * The one table of everything that can be refused or can fail. Clients switch on `code`, never on text.
 * `status` is the HTTP status, `retryable` says whether the same request may succeed later without a change by the caller.
 * Texts are "Expected to X, but Y": what was wanted, then what was found; `{name}` is replaced by a parameter.
 */
export interface ErrorDefinition {
  readonly status: number;
  readonly retryable: boolean;
  readonly en: string;
  readonly zh: string;
}

const define = (status: number, en: string, zh: string, retryable = false): ErrorDefinition => ({
  status,
  retryable,
  en,
  zh,
});

export const ERRORS = {
  'action-not-allowed': define(
    403,
    'Expected somebody entitled to {verb} task "{taskId}", but it is {state} and {actor} is not.',
    '任务“{taskId}”（{state}）的操作“{verb}”应由有权人员办理，但 {actor} 无权。',
  ),
  'action-switched-off': define(
    403,
    'Expected the model to admit {verb} at "{elementId}", but it admits only {admitted}.',
    '模型在“{elementId}”处应允许操作“{verb}”，但只允许 {admitted}。',
  ),
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
  'already-exists': define(
    409,
    'Expected {kind} "{id}" to be new, but it already exists.',
    '{kind}“{id}”应是新的，但已经存在。',
  ),
  'bad-request': define(400, 'Expected a well-formed request, but {reason}.', '请求格式应当正确，但{reason}。'),
  'call-activity-not-found': define(
    422,
    'Expected a deployed process "{key}" for the call activity, but there is none.',
    '调用活动所需的流程“{key}”应已部署，但没有找到。',
  ),
  'call-depth-exceeded': define(
    422,
    'Expected at most {limit} nested calls, but "{key}" would go deeper.',
    '嵌套调用最多 {limit} 层，但调用“{key}”将超出。',
  ),
  'case-not-active': define(
    409,
    'Expected the case to be active, but it is {status}.',
    '办件应处于运行状态，但当前为“{status}”。',
  ),
  'case-not-open': define(
    409,
    'Expected the case to be open, but it is {status}.',
    '办件应尚未办结，但当前为“{status}”。',
  ),
  'case-not-suspended': define(
    409,
    'Expected the case to be suspended, but it is {status}.',
    '办件应处于挂起状态，但当前为“{status}”。',
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
  'csrf-token-wrong': define(
    403,
    'Expected the X-CSRF-Token of this session, but it is missing or wrong.',
    '应带有本会话的 X-CSRF-Token，但缺少或不正确。',
  ),
  'cursor-invalid': define(
    400,
    'Expected the cursor of a page of this list, but it is something else.',
    '游标应来自本列表的上一页，但不是。',
  ),
  'data-store-changed': define(
    409,
    'Expected data store "{name}" as you saw it, but it is in version {version} now.',
    '数据存储“{name}”应与您所见一致，但现在已是版本 {version}。',
  ),
  'database-unavailable': define(
    503,
    'Expected the database to answer, but it does not. Repeat the request with the same Idempotency-Key.',
    '数据库应当可用，但没有响应。请使用相同的 Idempotency-Key 重试。',
    true,
  ),
  'decision-failed': define(
    422,
    'Expected the decision "{decision}" to give a result, but {reason}.',
    '决策“{decision}”应给出结果，但{reason}。',
  ),
  'decision-not-found': define(
    422,
    'Expected a deployed decision "{key}", but there is none.',
    '决策“{key}”应已部署，但没有找到。',
  ),
  'definition-in-use': define(
    409,
    'Expected version {version} of "{key}" to have no cases, but it has some.',
    '流程“{key}”第 {version} 版应没有办件，但仍有办件使用。',
  ),
  'definition-suspended': define(
    409,
    'Expected version {version} of "{key}" to be active, but it is suspended.',
    '流程“{key}”第 {version} 版应处于启用状态，但已停用。',
  ),
  'department-cycle': define(
    422,
    'Expected department "{id}" to belong to one above it, but "{parent}" is itself or lies below it.',
    '部门“{id}”的上级应在其之上，但“{parent}”是其自身或下级。',
  ),
  'department-in-use': define(
    409,
    'Expected department "{id}" to have no people and no departments below it, but it has some.',
    '部门“{id}”应无人员、无下级部门，但仍有。',
  ),
  'deployment-invalid': define(
    422,
    'Expected resources without errors, but there are {count} problems; nothing was deployed.',
    '资源应无错误，但有 {count} 处问题；未部署任何内容。',
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
  forbidden: define(
    403,
    'Expected the right "{right}", but {actor} does not have it.',
    '需要权限“{right}”，但 {actor} 没有。',
  ),
  'form-invalid': define(
    422,
    'Expected form "{key}" to be filled in correctly, but {count} field(s) are not.',
    '表单“{key}”应填写正确，但有 {count} 个字段不符合要求。',
  ),
  'form-not-found': define(
    409,
    'Expected the form "{key}" of "{elementId}" to be deployed, but it is not.',
    '“{elementId}”的表单“{key}”应已部署，但没有找到。',
  ),
  'form-schema-invalid': define(
    422,
    'Expected a form, but it has {count} problem(s): {reason}.',
    '应为有效的表单，但存在 {count} 个问题：{reason}。',
  ),
  'group-unknown': define(
    422,
    'Expected the group "{group}" to exist, but it does not.',
    '用户组“{group}”应当存在，但没有找到。',
  ),
  'hand-over-to-oneself': define(
    422,
    'Expected work to be handed over to somebody else, but "{id}" is both.',
    '工作应交接给他人，但“{id}”既是交出人又是接收人。',
  ),
  'idempotency-key-in-use': define(
    409,
    'Expected the first request with this Idempotency-Key to be answered, but it is still being served.',
    '使用该 Idempotency-Key 的首个请求应已答复，但仍在处理中，请稍后重试。',
    true,
  ),
  'idempotency-key-reused': define(
    422,
    'Expected this Idempotency-Key to repeat the same request, but it came with another one before.',
    '该 Idempotency-Key 应用于重复同一请求，但此前已用于另一请求。',
  ),
  'import-invalid': define(
    422,
    'Expected an organisation without errors, but there are {count} problems; nothing was imported.',
    '组织机构数据应无错误，但有 {count} 处问题；未导入任何内容。',
  ),
  'internal-error': define(
    500,
    'Expected to serve the request, but an internal error occurred ({id}).',
    '处理请求时发生内部错误（{id}）。',
  ),
  'last-administrator': define(
    409,
    'Expected somebody to remain who can administer, but "{id}" is the last administrator.',
    '应至少保留一名管理员，但“{id}”是最后一名。',
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
  'method-not-allowed': define(
    405,
    'Expected one of {allowed} here, but the request is {method}.',
    '此处应使用 {allowed}，但请求方法是 {method}。',
  ),
  'no-flow-chosen': define(
    422,
    'Expected a condition leaving "{elementId}" to be true or a default flow, but there is neither.',
    '离开“{elementId}”时应有条件成立或有默认流，但两者都没有。',
  ),
  'not-found': define(404, 'Expected {kind} "{id}" to exist, but it does not.', '{kind}“{id}”应当存在，但没有找到。'),
  'not-ready': define(
    503,
    'Expected every migration of this version to be applied, but some are missing.',
    '应已完成本版本的全部数据库升级，但仍有缺失。',
    true,
  ),
  overloaded: define(
    503,
    'Expected to take the request, but too much is waiting. Try again in {seconds} s.',
    '当前排队过多，无法受理，请在 {seconds} 秒后重试。',
    true,
  ),
  'password-wrong': define(422, 'Expected the current password, but it is wrong.', '应输入当前密码，但不正确。'),
  'payload-too-large': define(
    413,
    'Expected at most {limit} bytes, but the request is larger.',
    '请求应不超过 {limit} 字节，但超过了。',
  ),
  'period-invalid': define(
    422,
    'Expected a period that ends after {since}, but it ends at {until}.',
    '期间应在 {since} 之后结束，但结束时间为 {until}。',
  ),
  'position-begun': define(
    409,
    'Expected position "{id}" not to have begun, but it has held since {since}; end it instead.',
    '任职“{id}”应尚未开始，但自 {since} 起已生效；请改为终止。',
  ),
  'position-ended': define(
    409,
    'Expected position "{id}" to go on, but it ended at {until}.',
    '任职“{id}”应仍有效，但已于 {until} 终止。',
  ),
  'post-in-use': define(
    409,
    'Expected post "{id}" to be named by no position, but some name it.',
    '岗位“{id}”应未被任职引用，但仍有引用。',
  ),
  'proxy-chain': define(
    422,
    'Expected at most the proxy of a proxy, but this would be longer: {chain}.',
    '代理最多再转一级，但将形成更长的链：{chain}。',
  ),
  'proxy-circle': define(
    422,
    'Expected proxies that do not lead back, but these would: {chain}.',
    '代理关系不应首尾相连，但将形成：{chain}。',
  ),
  'proxy-conflict': define(
    403,
    'Expected a proxy of {principal} without a part in it for task "{taskId}", but {person} has one: {reason}.',
    '任务“{taskId}”应由 {principal} 的无利害关系的代理人办理，但 {person} 存在回避情形：{reason}。',
  ),
  'proxy-ended': define(
    409,
    'Expected proxy "{id}" to go on, but it ended at {until}.',
    '代理“{id}”应仍有效，但已于 {until} 终止。',
  ),
  'proxy-of-oneself': define(
    422,
    'Expected somebody else as the proxy, but "{id}" would act for himself.',
    '代理人应为他人，但“{id}”将代理自己。',
  ),
  'return-target-ambiguous': define(
    422,
    'Expected to be told where to return to, because several branches met before "{elementId}"; possible are {targets}.',
    '“{elementId}”之前有多个分支汇合，应指明退回到哪一步；可选：{targets}。',
  ),
  'return-target-invalid': define(
    422,
    'Expected an earlier step of the same branch to return to, but "{target}" is none; possible are {targets}.',
    '应退回到同一分支上已办理过的步骤，但“{target}”不是；可选：{targets}。',
  ),
  'return-target-missing': define(
    409,
    'Expected a step before "{elementId}" that a person has done, but there is none.',
    '“{elementId}”之前应有人工办理过的步骤，但没有。',
  ),
  'round-lead-waits': define(
    409,
    'Expected everybody else at "{elementId}" to have answered before the lead decides, but {missing} have not.',
    '“{elementId}”的协办人应在主办人决定前全部答复，但 {missing} 尚未答复。',
  ),
  'round-missing': define(
    422,
    'Expected "{elementId}" to be decided by several people together to {verb} there, but the model gives it no tb:approval.',
    '“{elementId}”应为多人会签才能“{verb}”，但模型未设置 tb:approval。',
  ),
  'round-outcome': define(
    422,
    'Expected an answer in the round at "{elementId}" to be one of the verbs complete, disagree and abstain, but the outcome "{outcome}" was given.',
    '“{elementId}”的会签应以同意、不同意或弃权作答，但给出了结果“{outcome}”。',
  ),
  'route-not-found': define(
    404,
    'Expected something to be at "{path}", but there is nothing.',
    '地址“{path}”应有内容，但没有找到。',
  ),
  'script-failed': define(422, 'Expected the script to give a result, but {reason}.', '脚本应给出结果，但{reason}。'),
  'script-right-missing': define(
    403,
    'Expected {actor} to have the right "script", but it is missing: "{elements}" would run JavaScript.',
    '{actor} 应有“script”（脚本）权限，但没有：“{elements}”会运行 JavaScript。',
  ),
  'sign-in-failed': define(
    401,
    'Expected a known user and the right password, but they do not match.',
    '用户名与密码应当匹配，但不匹配。',
  ),
  'sign-in-required': define(
    401,
    'Expected somebody signed in, but there is no session or it has ended.',
    '应先登录，但没有会话或会话已结束。',
  ),
  'step-budget-exceeded': define(
    422,
    'Expected the case to come to rest within {limit} steps, but it did not: it runs in a circle at "{elementId}".',
    '办件应在 {limit} 步内停下，但没有：它在“{elementId}”处循环。',
  ),
  'task-already-handled': define(
    409,
    'Expected task "{taskId}" to be open, but it was already handled by {by} at {at} ({outcome}).',
    '任务“{taskId}”应未办理，但 {by} 已于 {at} 办理（{outcome}）。',
  ),
  'signer-duplicate': define(
    409,
    'Expected nobody to answer twice at "{elementId}", but {user} is in the round already.',
    '“{elementId}”的会签中每人只能答复一次，但 {user} 已在其中。',
  ),
  'signer-last': define(
    409,
    'Expected somebody to remain who decides at "{elementId}", but {user} is the last one, or leads.',
    '“{elementId}”应保留决定人，但 {user} 是最后一人或主办人。',
  ),
  'task-not-delegable': define(
    403,
    'Expected "{elementId}" to admit proxies, but the model says that it is done in person.',
    '“{elementId}”应允许代理，但模型规定须本人办理。',
  ),
  'task-state-conflict': define(
    409,
    'Expected task "{taskId}" to be {expected} to {verb} it, but it is {state} (assignee: {assignee}).',
    '任务“{taskId}”应处于 {expected} 才能“{verb}”，但当前为 {state}（办理人：{assignee}）。',
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
  'too-many-requests': define(
    429,
    'Expected fewer attempts, but there were too many: wait {seconds} seconds.',
    '尝试次数应更少，但已过多：请等待 {seconds} 秒。',
    true,
  ),
  'transfer-to-assignee': define(
    422,
    'Expected somebody else to give task "{taskId}" to, but {assignee} has it already.',
    '任务“{taskId}”应交给他人，但 {assignee} 已是办理人。',
  ),
  'uncaught-error': define(
    422,
    'Expected a handler for the error "{errorCode}" thrown at "{elementId}", but there is none.',
    '“{elementId}”抛出的错误“{errorCode}”应有处理者，但没有。',
  ),
  'unsupported-media-type': define(
    415,
    'Expected a body of {expected}, but it is "{found}".',
    '请求体应为 {expected}，但收到的是“{found}”。',
  ),
  'user-unknown': define(
    422,
    'Expected an active official to give the task to, but "{user}" is none.',
    '任务应交给在职的工作人员，但“{user}”不是。',
  ),
  'variables-invalid': define(422, 'Expected variables that can be kept, but {reason}.', '变量应可保存，但{reason}。'),
  'vote-not-retrievable': define(
    409,
    'Expected a vote of {user} that can still be taken back, but {reason}.',
    '应有 {user} 仍可收回的表决，但{reasonZh}。',
  ),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** What is wrong with one field: `path` names it, `message` says it in English, `messageZh` in Chinese where there is a translation. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly messageZh?: string;
}

/** An expected failure or refusal, as a value. `elementId` is the BPMN element it happened at, where there is one. */
export interface Failure {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly elementId?: string;
  /** Problems of single fields (form validation, request schema). */
  readonly fields?: readonly FieldProblem[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = (
  code: ErrorCode,
  params: Failure['params'] = {},
  more: Pick<Failure, 'elementId' | 'fields'> = {},
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, params, ...more } });

export type Language = 'zh' | 'en';

/** The failure in words, in the reader's language. Where a parameter is itself a text, `reasonZh` takes the place of `reason` in Chinese. */
export function describe(failure: Failure, language: Language): string {
  return ERRORS[failure.code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = (language === 'zh' ? failure.params[`${name}Zh`] : undefined) ?? failure.params[name];
    return value === undefined ? whole : String(value);
  });
}

/** The problem of a field in the reader's language. */
export function describeField({ message, messageZh }: FieldProblem, language: Language): string {
  return language === 'zh' ? (messageZh ?? message) : message;
}

/** A failure on its way through code that awaits; the shell catches it and answers with its status. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(describe(failure, 'en'));
    this.name = 'Refusal';
    this.failure = failure;
  }
}

/** For the shell: throws a `Refusal` with the given code. */
export function refuse(
  code: ErrorCode,
  params: Failure['params'] = {},
  more: Pick<Failure, 'elementId' | 'fields'> = {},
): never {
  throw new Refusal({ code, params, ...more });
}
