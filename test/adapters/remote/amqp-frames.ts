/** Frames of AMQP 0-9-1 (§4.2), written from the specification and independent of the client that is tested. */

export interface Frame {
  readonly type: number;
  readonly channel: number;
  readonly payload: Buffer;
}

export const METHOD = 1;
export const HEADER = 2;
export const BODY = 3;
const END = 0xce;

export function writeFrame(type: number, channel: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(7);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([END])]);
}

/** Whole frames from the front of a buffer, and what is left. */
export function readFrames(buffer: Buffer): { readonly frames: readonly Frame[]; readonly rest: Buffer } {
  const frames: Frame[] = [];
  let at = 0;
  while (buffer.length - at >= 8) {
    const size = buffer.readUInt32BE(at + 3);
    if (buffer.length - at < size + 8) break;
    const payload = buffer.subarray(at + 7, at + 7 + size);
    frames.push({ type: buffer.readUInt8(at), channel: buffer.readUInt16BE(at + 1), payload });
    at += size + 8;
  }
  return { frames, rest: buffer.subarray(at) };
}

export const short = (value: number): Buffer => {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
};
export const long = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};
export const longLong = (value: bigint): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(value);
  return buffer;
};
export const shortText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);
export const longText = (text: string): Buffer => Buffer.concat([long(Buffer.byteLength(text)), Buffer.from(text)]);
export const method = (classId: number, methodId: number, ...parts: Buffer[]): Buffer =>
  Buffer.concat([short(classId), short(methodId), ...parts]);

/** Reads fields one after the other. */
export class Fields {
  readonly #buffer: Buffer;
  #at: number;
  constructor(buffer: Buffer, at = 0) {
    this.#buffer = buffer;
    this.#at = at;
  }
  octet(): number {
    return this.#buffer.readUInt8(this.#at++);
  }
  short(): number {
    this.#at += 2;
    return this.#buffer.readUInt16BE(this.#at - 2);
  }
  longLong(): bigint {
    this.#at += 8;
    return this.#buffer.readBigUInt64BE(this.#at - 8);
  }
  shortText(): string {
    return this.#take(this.octet());
  }
  longText(): string {
    this.#at += 4;
    return this.#take(this.#buffer.readUInt32BE(this.#at - 4));
  }
  #take(length: number): string {
    this.#at += length;
    return this.#buffer.toString('utf8', this.#at - length, this.#at);
  }
}

/** `message-id` of a content header (§4.2.6.1): properties come in the order of their flags. */
export function messageIdOf(header: Buffer): string | undefined {
  const fields = new Fields(header, 12);
  const flags = fields.short();
  const has = (bit: number): boolean => (flags & (1 << bit)) !== 0;
  if (has(15)) fields.shortText();
  if (has(14)) fields.shortText();
  if (has(13)) fields.longText();
  if (has(12)) fields.octet();
  if (has(11)) fields.octet();
  for (const bit of [10, 9, 8]) if (has(bit)) fields.shortText();
  return has(7) ? fields.shortText() : undefined;
}
