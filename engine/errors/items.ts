/** What is refused about service items. */
import { define, type ErrorDefinition } from './definition.ts';

export const ITEM_ERRORS = {
  'guide-unanswered': define(
    422,
    'Expected the guide of "{key}" to be answered, but these are open: {open}.',
    '应先回答“{key}”的情形引导，但尚有未答：{open}。',
  ),
  'item-not-open': define(
    409,
    'Expected the item "{key}" to be open for applications, but it is suspended, given up, or outside of its period.',
    '事项“{key}”应处于可申请状态，但已暂停、取消或不在有效期内。',
  ),
  'items-circular': define(
    422,
    'Expected the items to have an order, but these wait for each other: {keys}.',
    '各事项应有先后顺序，但以下事项互为前置：{keys}。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
