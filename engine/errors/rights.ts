/** What the table of rights and the masking of personal data refuse. */
import { define, type ErrorDefinition } from './definition.ts';

export const RIGHT_ERRORS = {
  'right-beyond-role': define(
    422,
    'Expected at most "{scope}" of "{right}" for the role {role}, but more was asked for.',
    '角色 {role} 的“{right}”至多为“{scope}”，但设置得更宽。',
  ),
  'right-fixed': define(
    422,
    'Expected a right that a deployment may change, but "{right}" is the same everywhere.',
    '权限“{right}”固定不变，不可自定义。',
  ),
  'right-scope': define(
    422,
    'Expected "{right}" to be given wholly or not at all, but the scope is "{scope}".',
    '权限“{right}”只能全部授予或不授予，但范围为“{scope}”。',
  ),
  'unmask-field-unknown': define(
    422,
    'Expected a field of the case that is masked for you, but "{field}" is none.',
    '“{field}”应为本办件中对您脱敏的字段，但不是。',
  ),
  'unmask-limit': define(
    429,
    'Expected personal data to be seen in plain up to {limit} times an hour, but {actor} has done so already.',
    '每小时查看个人信息原文应不超过 {limit} 次，但 {actor} 已达上限。',
    true,
  ),
} as const satisfies Record<string, ErrorDefinition>;
