import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { PositionedRecord } from './log-event.ts';

/** Reads a CSV event log row by row; the first line names the columns. */
export async function* readCsv(input: Readable): AsyncGenerator<PositionedRecord> {
  const parser = parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: false });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let position = 0;
  for await (const record of parser) yield { position: ++position, record: record as Record<string, string> };
}
