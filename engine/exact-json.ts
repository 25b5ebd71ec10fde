/**
 * JSON that keeps every digit of its numbers. Texts and values without such numbers take the way of `JSON.parse` and `JSON.stringify`;
 * only the others are read and written here.
 */
import { ExactNumber, numberOf, plainText, textsGiven } from './exact-number.ts';

/** A number of sixteen digits, or with an exponent that no double has, where a number can stand: not at the beginning of a text. */
const LONG = /[\s:,[]-?\d[\d.]{15}/;
const HUGE = /\d[eE][+-]?\d{3}/;
const SUSPECT = /[\s:,[](-?(?:\d[\d.]{15,}(?:[eE][+-]?\d+)?|\d[\d.]*[eE][+-]?\d{3,}))/g;

/** Reads a JSON text; a number that no JavaScript number is written as becomes an `ExactNumber`. Throws SyntaxError as `JSON.parse` does. */
export function parse(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'number') return numberOf(text.trim());
  return (LONG.test(text) || HUGE.test(text)) && holdsExact(text) ? new Reader(text).value() : value;
}

function holdsExact(text: string): boolean {
  for (const [, number = ''] of text.matchAll(SUSPECT)) {
    if (String(Number(number)) !== number && numberOf(number) instanceof ExactNumber) return true;
  }
  return false;
}

const TOKEN = /[\s,:]*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|([[{])|([\]}])|(true|false|null))/y;

/** Reads a text that is known to be valid JSON, without recursion. */
class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(): unknown {
    const root: unknown[] = [];
    const open: (unknown[] | Record<string, unknown>)[] = [root];
    let key: string | null = null;
    while (root.length === 0 || open.length > 1) {
      const [string, number, opening, closing, word] = this.token();
      const into = open.at(-1) ?? root;
      if (closing !== undefined) {
        open.pop();
        continue;
      }
      if (string !== undefined && key === null && !Array.isArray(into)) {
        key = JSON.parse(string) as string;
        continue;
      }
      const value = opening ? (opening === '[' ? [] : {}) : scalar(string ?? word, number);
      if (Array.isArray(into)) into.push(value);
      else define(into, key ?? '', value);
      key = null;
      if (opening) open.push(value as unknown[]);
    }
    return root[0];
  }

  private token(): (string | undefined)[] {
    TOKEN.lastIndex = this.at;
    const match = TOKEN.exec(this.text);
    if (!match) throw new SyntaxError(`Expected a JSON token at ${this.at}`);
    this.at = TOKEN.lastIndex;
    return match.slice(1);
  }
}

function scalar(json: string | undefined, number: string | undefined): unknown {
  return number === undefined ? JSON.parse(json ?? 'null') : numberOf(number);
}

/** As `JSON.parse` does it: a property of that very name, whatever it means to JavaScript. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Writes a value as `JSON.stringify` does, exact numbers as numbers. */
export function stringify(value: unknown): string {
  const before = textsGiven();
  const text = JSON.stringify(value);
  return textsGiven() === before ? text : (write('', value) ?? text);
}

/** Undefined for what JSON leaves out. */
function write(name: string, given: unknown): string | undefined {
  const value = given instanceof ExactNumber ? given : plainValue(name, given);
  if (value instanceof ExactNumber) return plainText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item, index) => write(String(index), item) ?? 'null').join(',')}]`;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const text = write(key, item);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${entries.join(',')}}`;
}

const plainValue = (name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
    ? value.toJSON(name)
    : value;
