/** What is wrong with a request before anything is decided about a case. */
import { define, type ErrorDefinition } from './definition.ts';

export const REQUEST_ERRORS = {
  'already-exists': define(
    409,
    'Expected {kind} "{id}" to be new, but it already exists.',
    '{kind}“{id}”应是新的，但已经存在。',
  ),
  'bad-request': define(400, 'Expected a well-formed request, but {reason}.', '请求格式应当正确，但{reason}。'),
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
  'database-unavailable': define(
    503,
    'Expected the database to answer, but it does not. Repeat the request with the same Idempotency-Key.',
    '数据库应当可用，但没有响应。请使用相同的 Idempotency-Key 重试。',
    true,
  ),
  forbidden: define(
    403,
    'Expected the right "{right}", but {actor} does not have it.',
    '需要权限“{right}”，但 {actor} 没有。',
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
  'method-not-allowed': define(
    405,
    'Expected one of {allowed} here, but the request is {method}.',
    '此处应使用 {allowed}，但请求方法是 {method}。',
  ),
  'not-found': define(404, 'Expected {kind} "{id}" to exist, but it does not.', '{kind}“{id}”应当存在，但没有找到。'),
  'not-implemented': define(
    501,
    'Expected a path that is answered here, but {method} {path} is not: docs/engine-rest.md lists those that are, /api/v1 has the whole API.',
    '此处应为已支持的路径，但 {method} {path} 不支持：docs/engine-rest.zh-CN.md 列出已支持的路径，完整接口见 /api/v1。',
  ),
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
  'route-not-found': define(
    404,
    'Expected something to be at "{path}", but there is nothing.',
    '地址“{path}”应有内容，但没有找到。',
  ),
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
  'sign-in-provider-failed': define(
    503,
    'Expected the identity provider to sign somebody in, but it failed. Try again.',
    '身份提供方应完成登录，但失败了，请重试。',
    true,
  ),
  'sign-in-refused': define(403, 'Expected a sign-in that can be accepted, but {reason}.', '登录无法接受：{reason}。'),
  'sign-in-required': define(
    401,
    'Expected somebody signed in, but there is no session or it has ended.',
    '应先登录，但没有会话或会话已结束。',
  ),
  'too-many-requests': define(
    429,
    'Expected fewer attempts, but there were too many: wait {seconds} seconds.',
    '尝试次数应更少，但已过多：请等待 {seconds} 秒。',
    true,
  ),
  'unsupported-media-type': define(
    415,
    'Expected a body of {expected}, but it is "{found}".',
    '请求体应为 {expected}，但收到的是“{found}”。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
