/** What can be wrong between the engine and the systems of departments. */
import { define, type ErrorDefinition } from './definition.ts';

export const DEPARTMENT_ERRORS = {
  'adapter-not-callable': define(
    409,
    'Expected the adapter "{adapter}" to be on and its department in order, but it is {state}.',
    '对接“{adapter}”应已启用且对方系统正常，但当前为“{state}”。',
    true,
  ),
  'effect-not-askable': define(
    409,
    'Expected the adapter of "{topic}" to be able to ask its department, but it is not.',
    '“{topic}”的对接应能向对方查询，但不支持。',
  ),
  'effect-not-open': define(
    409,
    'Expected the effect to be sent or unknown, so that there is something to clear up, but it is {state}.',
    '对外操作应处于已发送或未知状态才需核实，但当前为“{state}”。',
  ),
  'effect-unknown': define(
    422,
    'Expected to learn whether "{topic}" was done, but nobody can tell: {reason}.',
    '应能得知“{topic}”是否已办，但无法确定：{reason}。',
  ),
  'topic-not-granted': define(
    403,
    'Expected a worker with the right to the topic "{topic}", but it was granted to others only.',
    '外部程序应有权领取主题“{topic}”，但该主题只授权给了他人。',
  ),
  'webhook-not-ready': define(
    503,
    'Expected the secret of the webhook "{source}" to be set, but it is not.',
    '回调“{source}”的密钥应已设置，但尚未设置。',
    true,
  ),
  'webhook-not-trusted': define(
    401,
    'Expected a delivery that "{source}" has signed within the last five minutes, but it is not ({reason}).',
    '应为“{source}”五分钟内签名的回调，但不是（{reason}）。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
