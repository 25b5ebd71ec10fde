/** Reads a ZIP archive, as far as spreadsheets need it: stored and deflated entries, no encryption, no ZIP64. */
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const MOST_ENTRIES = 1_000;

export class ZipError extends Error {}

/** Entries by name. `most` bounds what one unpacked entry may hold: a small archive can unpack to anything. */
export function openZip(data: Buffer, most: number): (name: string) => Buffer | undefined {
  const end = endOf(data);
  const count = data.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ZipError('too many entries');
  const places = new Map<string, number>();
  let at = data.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== ENTRY) throw new ZipError('broken directory');
    const [name, extra, comment] = [28, 30, 32].map((offset) => data.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    places.set(data.toString('utf8', at + 46, at + 46 + name), at);
    at += 46 + name + extra + comment;
  }
  return (name) => {
    const place = places.get(name);
    return place === undefined ? undefined : unpack(data, place, most);
  };
}

function endOf(data: Buffer): number {
  const from = Math.max(0, data.length - END_LENGTH - 0xffff);
  for (let at = data.length - END_LENGTH; at >= from; at--) if (data.readUInt32LE(at) === END) return at;
  throw new ZipError('not an archive');
}

function unpack(data: Buffer, entry: number, most: number): Buffer {
  const [flags, method] = [data.readUInt16LE(entry + 8), data.readUInt16LE(entry + 10)];
  const [packed, local] = [data.readUInt32LE(entry + 20), data.readUInt32LE(entry + 42)];
  if ((flags & 1) !== 0) throw new ZipError('encrypted');
  if (local + 30 > data.length || data.readUInt32LE(local) !== LOCAL) throw new ZipError('broken entry');
  const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
  const content = data.subarray(start, start + packed);
  if (content.length !== packed) throw new ZipError('cut off');
  if (method === 0) return packed > most ? tooLarge() : content;
  if (method !== 8) throw new ZipError(`method ${method}`);
  try {
    return inflateRawSync(content, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
    throw new ZipError('broken content');
  }
}

function tooLarge(): never {
  throw new ZipError('too large when unpacked');
}
