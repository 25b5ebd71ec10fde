/** UUIDv7 (RFC 9562 §5.7): ids sort by creation, so that indexes grow at one end and lists page by id. */
import { randomFillSync } from 'node:crypto';

const RANDOM = Buffer.alloc(8 * 512);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

let offset = RANDOM.length;
let lastTime = 0;
let counter = 0;

/** A new id for the instant `now` (epoch ms); ids made in one process in the same millisecond keep their order. */
export function uuidv7(now: number): string {
  const time = Math.max(0, Math.floor(now));
  counter = time === lastTime ? counter + 1 : 0;
  lastTime = time;
  if (offset >= RANDOM.length) {
    randomFillSync(RANDOM);
    offset = 0;
  }
  const random = RANDOM.subarray(offset, offset + 8);
  offset += 8;
  const head = time.toString(16).padStart(12, '0').slice(-12);
  const sequence = (counter & 0xfff).toString(16).padStart(3, '0');
  const tail = [...random].map((byte, position) => HEX[position === 0 ? (byte & 0x3f) | 0x80 : byte]).join('');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
