/** UUIDv7 (RFC 9562 §5.7): ids sort by creation, so that indexes grow at one end and lists page by id. */
import { randomFillSync } from 'node:crypto';

const RANDOM = Buffer.alloc(8 * 512);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

let offset = RANDOM.length;
let lastTime = -1;
/** The first two groups, of the last time. */
let head = '';
let counter = 0;

/** A new id for the instant `now` (epoch ms); ids made in one process in the same millisecond keep their order. */
export function uuidv7(now: number): string {
  const time = Math.max(0, Math.floor(now));
  if (time === lastTime) counter += 1;
  else {
    counter = 0;
    lastTime = time;
    const digits = time.toString(16).padStart(12, '0').slice(-12);
    head = `${digits.slice(0, 8)}-${digits.slice(8)}`;
  }
  if (offset >= RANDOM.length) {
    randomFillSync(RANDOM);
    offset = 0;
  }
  const at = offset;
  offset += 8;
  const sequence = `${HEX[(counter >> 4) & 0xff]}${(counter & 0xf).toString(16)}`;
  const variant = HEX[((RANDOM[at] ?? 0) & 0x3f) | 0x80];
  return `${head}-7${sequence}-${variant}${hex(at + 1)}-${hex(at + 2)}${hex(at + 3)}${hex(at + 4)}${hex(at + 5)}${hex(at + 6)}${hex(at + 7)}`;
}

const hex = (at: number): string => HEX[RANDOM[at] ?? 0] ?? '';
