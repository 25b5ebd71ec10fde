/** Figures as a table for spreadsheets. */
import type { Context } from 'koa';

/** Spreadsheets take a text that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180, with a byte order mark so that Chinese is read as UTF-8. Objects within a row become columns of their own, lists one text. */
export function csvText(rows: readonly object[]): string {
  const flat = rows.map((row) => flatten(row));
  const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...flat.map((row) => columns.map((column) => row[column]))];
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function flatten(row: object, prefix = ''): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(row).map(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? flatten(value, `${prefix}${name}.`)
        : { [`${prefix}${name}`]: value },
    ),
  );
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** The answer in the form that was asked for: a text is sent as it is. */
export function inFormat<Answer>(
  { ctx, query }: { readonly ctx: Context; readonly query: { readonly format?: 'json' | 'csv' } },
  answer: Answer,
  rows: readonly object[],
): Answer {
  return query.format === 'csv' ? csvOf(ctx, rows) : answer;
}

/** For a table that is made of its own rows: the answer in the place of the other one. */
export function csvOf(ctx: Context, rows: readonly object[]): never {
  ctx.type = 'text/csv; charset=utf-8';
  return csvText(rows) as never;
}
