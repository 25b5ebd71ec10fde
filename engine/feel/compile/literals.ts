import { errorAt } from '../parse.ts';
import { parseNumber } from '../values/decimal.ts';
import { CompileError, constantNode, type Family } from './compiler.ts';

/** `1`, `.5`, `"text"`, `true`, `null` (DMN 1.3 §10.3.1.2). */
/** A sign may stand apart from its digits. */
const DIGITS = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

export const numericLiteral: Family = (node, _, compiler) => {
  const [digits = ''] = DIGITS.exec(node.text) ?? [];
  const value = parseNumber(node.text.startsWith('-') ? `-${digits}` : digits);
  if (value !== null) return constantNode(value, 'number');
  const shown = node.text.slice(0, 40);
  throw new CompileError(
    errorAt(compiler.source, node.from, `the number ${shown} is out of range`, `数字 ${shown} 超出范围`),
  );
};

export const stringLiteral: Family = (node) => constantNode(textOf(node.text.slice(1, -1)), 'string');

export const booleanLiteral: Family = (node) => constantNode(node.text === 'true', 'boolean');

export const nullLiteral: Family = () => constantNode(null, 'other');

const ESCAPE = /\\(?:u([0-9a-fA-F]{5,6}|[0-9a-fA-F]{1,4})|U([0-9a-fA-F]{6})|(["\\nrt]))/g;
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const LAST_CODE_POINT = 0x10ffff;

/** The text that a string literal stands for, without its quotes. */
export function textOf(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    ESCAPE,
    (whole, short: string | undefined, long: string | undefined, symbol: string | undefined) => {
      if (symbol !== undefined) return CONTROL[symbol] ?? symbol;
      const code = Number.parseInt(short ?? long ?? '', 16);
      return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
    },
  );
}
