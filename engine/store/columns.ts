/**
 * Rows as query parameters: one array per column in PostgreSQL's binary format, which goes to the server as it is. Nothing is escaped and
 * nothing is parsed but the JSON that is stored as such, and that once. Measured against one JSON text per table, per command of the
 * throughput benchmark: see bench/README.md.
 */

/** PostgreSQL's day zero, epoch ms. */
const POSTGRES_EPOCH = Date.UTC(2000, 0);

/** Year 200000; PostgreSQL ends in 294276, JavaScript in 275760. */
const MAX_TIME = Date.UTC(200_000, 0);

/** Up to here a loop is faster than a call of `Buffer.write`. */
const SHORT = 48;

/** What `Buffer`s are filled with arrays one after the other; it grows as needed. */
class Output {
  #buffer: Buffer;
  #length = 0;

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafeSlow(size);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written from `start` on. No copy: it is overwritten by nobody, because the output only grows. */
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

interface ColumnFormat {
  /** Type of the array's elements, and its OID (pg_type). */
  readonly type: string;
  readonly oid: number;
  /** Writes a value that is not null, its length in bytes in front. */
  readonly write: (out: Output, value: never) => void;
}

const text = (out: Output, value: string): void => out.text(value);

/** What a column holds and how it is written. `json` takes any value, `jsonText` and `jsonbText` what is a JSON text already. */
const FORMATS = {
  text: { type: 'text', oid: 25, write: text },
  /** In SQL it is cast to text[]: the rows of an array of arrays would all have to be of one length. */
  textArray: { type: 'text', oid: 25, write: (out, value: readonly string[]) => out.text(arrayLiteral(value)) },
  boolean: {
    type: 'boolean',
    oid: 16,
    write: (out, value: boolean) => {
      out.int32(1);
      out.byte(value ? 1 : 0);
    },
  },
  integer: {
    type: 'integer',
    oid: 23,
    write: (out, value: number) => {
      out.int32(4);
      out.int32(value);
    },
  },
  bigint: {
    type: 'bigint',
    oid: 20,
    write: (out, value: number) => {
      out.int32(8);
      out.int64(value);
    },
  },
  /** Epoch ms. What lies before 1970 is due just as well in 1970, what lies beyond the calendar is never due ('infinity'), as is null. */
  time: {
    type: 'timestamptz',
    oid: 1184,
    write: (out, value: number) => {
      out.int32(8);
      out.int64(Math.round((Math.max(value, 0) - POSTGRES_EPOCH) * 1000));
    },
  },
  /** Hexadecimal. */
  bytes: { type: 'bytea', oid: 17, write: (out, value: string) => out.hex(value) },
  json: { type: 'json', oid: 114, write: (out, value: unknown) => out.text(JSON.stringify(value)) },
  jsonText: { type: 'json', oid: 114, write: text },
  /** Binary jsonb is a version number and the text. */
  jsonbText: { type: 'jsonb', oid: 3802, write: (out, value: string) => out.text(`\u0001${value}`) },
} satisfies Record<string, ColumnFormat>;

export type ColumnFormatName = keyof typeof FORMATS;

/** Names of columns, as the rows have them, in the order of the parameters. */
export type Columns = Readonly<Record<string, ColumnFormatName>>;
