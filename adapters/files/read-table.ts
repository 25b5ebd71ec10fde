/** A file as rows with the names of its first line. */
import { parse } from 'csv-parse/sync';
import type { Values } from '../kit/contract.ts';
import { readSheet } from './xlsx.ts';
import { ZipError } from './zip.ts';

export type Table =
  | { readonly ok: true; readonly rows: readonly Values[] }
  | { readonly ok: false; readonly problem: string };

export const MOST_ROWS = 10_000;

/** By its name: `.csv` in UTF-8 or GB 18030, `.xlsx` its first sheet. A file that is broken has a problem and no rows. */
export function readTable(name: string, data: Buffer): Table {
  try {
    const lines = /\.xlsx$/i.test(name)
      ? readSheet(data)
      : (parse(textOf(data), {
          bom: true,
          skip_empty_lines: true,
          relax_column_count: true,
          max_record_size: 1_000_000,
        }) as string[][]);
    return toRows(lines);
  } catch (error) {
    if (error instanceof ZipError) return { ok: false, problem: `not a spreadsheet: ${error.message}` };
    const { code } = error as { readonly code?: unknown };
    if (typeof code === 'string' && code.startsWith('CSV_')) return { ok: false, problem: `not CSV: ${code}` };
    throw error;
  }
}

function toRows([head = [], ...lines]: readonly (readonly string[])[]): Table {
  const names = head.map((name) => name.trim());
  if (names.length === 0 || names.some((name) => name === '' || name === '__proto__'))
    return { ok: false, problem: 'a column has no name' };
  if (new Set(names).size !== names.length) return { ok: false, problem: 'two columns have one name' };
  if (lines.length > MOST_ROWS) return { ok: false, problem: `more than ${MOST_ROWS} rows` };
  const filled = lines.filter((line) => line.some((value) => value !== ''));
  return {
    ok: true,
    rows: filled.map((line) => ({
      ...Object.fromEntries(names.map((name, index) => [name, (line[index] ?? '').trim()])),
      // What has no column would be lost otherwise; no schema knows the name, so the row is set aside.
      ...(line.length > names.length && { '(more)': line.slice(names.length).join(',') }),
    })),
  };
}

/** What is no UTF-8 comes from office programs and is GB 18030. */
function textOf(data: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return new TextDecoder('gb18030').decode(data);
  }
}
