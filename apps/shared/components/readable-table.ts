/** A table as the API writes it for programs, made one for people: columns and values by their names, in local time and in units that are read. */

export interface TableWords {
  /** The head of a column; undefined where it has no other name. */
  column(name: string): string | undefined;
  /** What a code in a column means; undefined where it is no code. */
  code(column: string, value: string): string | undefined;
  readonly comma: string;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
/** Of no use without the program: what they stand for has a column of its own. */
const IDS = new Set(['id', 'instanceId', 'clockId', 'after', 'before', 'dueAfter', 'dueBefore']);
/** Ids whose names stand in another column. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  definitionKey: ['definitionName'],
  elementId: ['elementName', 'name'],
  departments: ['departmentNames'],
};
const SPAN = /(Ms|gross|officeTime)$/;
const SHARE = /(Rate|share|rate|satisfaction|score|participation)$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const FRACTION = /^-?\d+\.\d+$/;
const HOUR_MS = 3_600_000;

export function readableTable(table: string, words: TableWords): string {
  const [names = [], ...rows] = cellsOf(table);
  // How many took so many days, net and gross.
  const isCount = (name: string): boolean => names.includes('net') && (name === 'net' || name === 'gross');
  const kept = names.flatMap((name, index) => {
    const isEmpty = rows.every((row) => (row[index] ?? '') === '');
    const short = isCount(name) ? `${name}Count` : (name.split('.').at(-1) ?? name);
    const prefix = name.slice(0, name.length - short.length);
    const isNamed = (NAMED[short] ?? [`${short}Name`]).some((other) => names.includes(prefix + other));
    return (isEmpty && rows.length > 0) || IDS.has(short) || isNamed ? [] : [{ name, short, index }];
  });
  kept.sort((a, b) => rankOf(a.name) - rankOf(b.name) || a.index - b.index);
  const lines = [
    kept.map(({ name, short }) => words.column(isCount(name) ? short : name) ?? words.column(short) ?? name),
    ...rows.map((row) => kept.map(({ short, index }) => textOf(short, row[index] ?? '', words))),
  ];
  return `${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** What a row is of comes first. */
const FIRST = [
  'figure',
  'day',
  'month',
  'businessKey',
  'departmentName',
  'personName',
  'definitionName',
  'elementName',
  'name',
];
function rankOf(name: string): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

function textOf(short: string, value: string, words: TableWords): string {
  if (value === '') return '';
  const code = words.code(short, value);
  if (code !== undefined) return code;
  if (INSTANT.test(value)) return localTime(new Date(value));
  if (NUMBER.test(value) && SPAN.test(short)) return String(rounded(Number(value) / HOUR_MS));
  if (NUMBER.test(value) && SHARE.test(short)) return String(rounded(Number(value) * 100));
  if (FRACTION.test(value)) return String(rounded(Number(value)));
  if (value.startsWith('[')) return listOf(value)?.join(words.comma) ?? value;
  return value;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

function listOf(value: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** Spreadsheets read this as a time in every language. */
function localTime(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180. */
function cellsOf(table: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, plain, inQuotes, end] of table.matchAll(/(?:([^",\r\n]*)|"((?:[^"]|"")*)")(,|\r\n|$)/g)) {
    row.push(inQuotes === undefined ? (plain ?? '') : inQuotes.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
