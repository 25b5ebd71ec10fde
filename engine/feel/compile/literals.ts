import { parseNumber } from '../values/numbers.ts';
import { constantNode, type Family } from './compiler.ts';

/** `1`, `.5`, `"text"`, `true`, `null` (DMN 1.3 §10.3.1.2). */
export const numericLiteral: Family = (node) => constantNode(parseNumber(node.text), 'number');

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
