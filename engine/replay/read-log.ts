import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { PositionedRecord } from './log-event.ts';
import { readCsv } from './read-csv.ts';
import { readXes } from './read-xes.ts';

/**
 * Streams an event log: `.csv` or `.xes`, each also gzipped (`.gz`). Memory does not grow with the file.
 * `onBytes` hears how many bytes of the file were read so far, for a progress bar.
 */
export function readLog(
  file: string,
  onBytes: (read: number) => void = () => undefined,
): AsyncGenerator<PositionedRecord> {
  const name = file.toLowerCase();
  const read = READERS[/\.(csv|xes)(\.gz)?$/.exec(name)?.[1] ?? ''];
  if (!read) throw new Error(`Expected a log named .csv, .xes, .csv.gz or .xes.gz, but found "${file}".`);
  const source = createReadStream(file);
  source.on('data', () => onBytes(source.bytesRead));
  return read(name.endsWith('.gz') ? unzip(source) : source);
}

const READERS: Readonly<Record<string, (input: Readable) => AsyncGenerator<PositionedRecord>>> = {
  csv: readCsv,
  xes: readXes,
};

function unzip(source: Readable): Readable {
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}
