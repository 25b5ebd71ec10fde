/**
 * Rows as query parameters: one array for each column, in PostgreSQL's binary format, which goes to the server as it is. Nothing is escaped
 * and nothing is parsed but the JSON that is stored as such, and that once.
 */
import { stringify } from '../exact-json.ts';

/** PostgreSQL's day zero, epoch ms. */
const POSTGRES_EPOCH = Date.UTC(2000, 0);

/** Year 200000; PostgreSQL ends in 294276, JavaScript in 275760. */
const MAX_TIME = Date.UTC(200_000, 0);

/** Up to here a loop is faster than a call of `Buffer.write`. */
const SHORT = 48;

/** Bytes for each row to begin with, all its tables together. */
const ROW_SIZE = 4_096;

/** Where the arrays of one statement are written, one after the other. */
class Output {
  #buffer: Buffer;
  #length = 0;

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafeSlow(size);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written from `start` on. Not a copy: what is written stays, because the output only grows. */
  since(start: number): Buffer {
    return this.#buffer.subarray(start, this.#length);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  int64(value: number): void {
    this.#reserve(8);
    if (!Number.isSafeInteger(value)) {
      this.#length = this.#buffer.writeBigInt64BE(BigInt(value), this.#length);
      return;
    }
    const high = Math.floor(value / 2 ** 32);
    this.#buffer.writeInt32BE(high, this.#length);
    this.#length = this.#buffer.writeUInt32BE(value - high * 2 ** 32, this.#length + 4);
  }

  /** With its length in bytes in front. */
  text(value: string): void {
    this.#reserve(4 + 3 * value.length);
    const start = this.#length + 4;
    const written = this.#ascii(value, start) ? value.length : this.#buffer.write(value, start);
    this.#length = this.#buffer.writeInt32BE(written, this.#length) + written;
  }

  hex(value: string): void {
    this.#reserve(4 + value.length);
    const written = this.#buffer.write(value, this.#length + 4, 'hex');
    this.#length = this.#buffer.writeInt32BE(written, this.#length) + written;
  }

  /** False, and what it wrote does not count, where the text is long or not plain ASCII. */
  #ascii(value: string, start: number): boolean {
    if (value.length > SHORT) return false;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      this.#buffer[start + index] = code;
    }
    return true;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

interface Format {
  /** Type of the array's elements, and its OID (pg_type). */
  readonly type: string;
  readonly oid: number;
  /** Writes a value, its length in bytes in front. */
  readonly write: (out: Output, value: never) => void;
}

/** `json` takes any value, `jsonText` and `jsonbText` what is a JSON text already. Null and undefined are NULL, but see `time`. */
const FORMATS = {
  text: { type: 'text', oid: 25, write: writeText },
  /** To be cast to text[] in SQL: in an array of arrays all would have to be of one length. */
  textArray: { type: 'text', oid: 25, write: (out: Output, value: readonly string[]) => out.text(arrayLiteral(value)) },
  boolean: { type: 'boolean', oid: 16, write: writeBoolean },
  integer: { type: 'integer', oid: 23, write: writeInteger },
  bigint: { type: 'bigint', oid: 20, write: writeBigint },
  /** Epoch ms. What lies before 1970 is due just as well in 1970; null, as what lies beyond the calendar, is 'infinity'. */
  time: { type: 'timestamptz', oid: 1184, write: writeTime },
  /** Hexadecimal. */
  bytes: { type: 'bytea', oid: 17, write: (out: Output, value: string) => out.hex(value) },
  json: { type: 'json', oid: 114, write: (out: Output, value: unknown) => out.text(stringify(value)) },
  jsonText: { type: 'json', oid: 114, write: writeText },
  /** Binary jsonb is the number of its version and the text. */
  jsonbText: { type: 'jsonb', oid: 3802, write: (out: Output, value: string) => out.text(`\u0001${value}`) },
} satisfies Record<string, Format>;

/** What each column holds. The names are those of the rows' properties, and in the order of the parameters. */
export type Columns = Readonly<Record<string, keyof typeof FORMATS>>;

export interface RowSet {
  readonly columns: Columns;
  readonly rows: readonly object[];
}

/** A row set as an item of a FROM clause, named `alias`; its first column is parameter `first`, the others follow. */
export function rowSource(columns: Columns, first: number, alias = 'x'): string {
  const arrays = Object.values(columns).map((name, position) => `$${first + position}::${FORMATS[name].type}[]`);
  const names = Object.keys(columns).map((name) => `"${name}"`);
  return `unnest(${arrays.join(', ')}) as ${alias}(${names.join(', ')})`;
}

/** The parameters of row sets, in the order of their columns. */
export function encodeRows(sets: readonly RowSet[]): Buffer[] {
  const out = new Output(ROW_SIZE * Math.max(1, sets[0]?.rows.length ?? 0));
  return sets.flatMap(({ columns, rows }) =>
    Object.entries(columns).map(([name, format]) => {
      const start = out.length;
      writeArray(out, FORMATS[format], { name, rows });
      return out.since(start);
    }),
  );
}

/** One dimension from 1 on; whether any of its values is NULL the server counts itself. */
function writeArray(out: Output, format: Format, { name, rows }: { name: string; rows: readonly object[] }): void {
  out.int32(rows.length === 0 ? 0 : 1);
  out.int32(0);
  out.int32(format.oid);
  if (rows.length === 0) return;
  out.int32(rows.length);
  out.int32(1);
  const write = format.write as (out: Output, value: unknown) => void;
  for (const row of rows) {
    const value = (row as Readonly<Record<string, unknown>>)[name] ?? null;
    if (value === null && write !== writeTime) out.int32(-1);
    else write(out, value);
  }
}

function writeText(out: Output, value: string): void {
  out.text(value);
}

function writeBoolean(out: Output, value: boolean): void {
  out.int32(1);
  out.byte(value ? 1 : 0);
}

function writeInteger(out: Output, value: number): void {
  out.int32(4);
  out.int32(value);
}

function writeBigint(out: Output, value: number): void {
  out.int32(8);
  out.int64(value);
}

function writeTime(out: Output, value: number | null): void {
  out.int32(8);
  if (value === null || value > MAX_TIME) {
    out.int32(0x7fff_ffff);
    out.int32(-1);
  } else out.int64(Math.round((Math.max(value, 0) - POSTGRES_EPOCH) * 1000));
}

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
