/** What is refused about service items. */
import { define, type ErrorDefinition } from './definition.ts';

export const ITEM_ERRORS = {
  'guide-unanswered': define(
    422,
    'Expected the guide of "{key}" to be answered, but these are open: {open}.',
    '应先回答“{key}”的情形引导，但尚有未答：{open}。',
  ),
  'items-circular': define(
    422,
    'Expected the items to have an order, but these wait for each other: {keys}.',
    '各事项应有先后顺序，但以下事项互为前置：{keys}。',
  ),
} as const satisfies Record<string, ErrorDefinition>;
