/** Codes of an item and its organ: opaque but for the unified social credit code that is in them. */
import { checkIdentity } from '../identity/identity.ts';
import type { ServiceItem } from './item.ts';
import type { ItemProblem } from './item-problem.ts';

/** 18 of the organ, one of its level, 12 of the base code. */
const IMPLEMENTATION_LENGTH = 31;
const CREDIT_LENGTH = 18;

const isCreditCode = (text: string): boolean => checkIdentity('credit-code', text).length === 0;

/** What cannot be right about them. */
export function checkCodes({ organ: { creditCode }, codes = {} }: ServiceItem): readonly ItemProblem[] {
  const { implementation, handling } = codes;
  const embedded =
    implementation?.length === IMPLEMENTATION_LENGTH ? implementation.slice(0, CREDIT_LENGTH) : undefined;
  return [
    ...wrong(creditCode, 'credit-code-invalid', '实施主体统一社会信用代码', 'the credit code of the organ'),
    ...wrong(
      embedded,
      'item-code-invalid',
      '实施编码中的统一社会信用代码',
      'the credit code in the implementation code',
    ),
    ...(creditCode !== undefined && embedded !== undefined && embedded !== creditCode
      ? [problem('item-code-foreign', '实施编码不是该实施主体的', 'the implementation code is that of another organ')]
      : []),
    ...(implementation !== undefined && handling !== undefined && !handling.startsWith(implementation)
      ? [
          problem(
            'item-code-foreign',
            '业务办理项编码不以实施编码开头',
            'the handling code does not begin with the implementation code',
          ),
        ]
      : []),
  ];
}

const wrong = (code: string | undefined, rule: string, zh: string, en: string): readonly ItemProblem[] =>
  code === undefined || isCreditCode(code)
    ? []
    : [problem(rule, `${zh}“${code}”校验不符`, `${en} "${code}" fails its check`)];

const problem = (rule: string, zh: string, en: string): ItemProblem => ({
  severity: 'error',
  rule,
  message: { zh, en },
});
