/** UUIDv7 (RFC 9562 §5.7): ids sort by creation, so that indexes grow at one end and lists page by id. */
import { randomFillSync } from 'node:crypto';

const RANDOM = Buffer.alloc(8 * 512);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Ids that one millisecond has a place for. */
const PLACES = 0x1000;
/** Clocks of one process may differ: those of tests stand still beside the real one. */
const REMEMBERED = 8;

let offset = RANDOM.length;

/** Where the ids of a millisecond have got to. */
interface Run {
  /** The time they bear: later than asked for where the millisecond was full. */
  time: number;
  counter: number;
  /** The first two groups. */
  head: string;
}

const runs = new Map<number, Run>();
let last: Run | undefined;
let lastTime = -1;

/** A new id for the instant `now` (epoch ms); ids made in one process for the same millisecond keep their order, however many there are. */
export function uuidv7(now: number): string {
  const { head, counter } = next(Math.max(0, Math.floor(now)));
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

function next(time: number): Run {
  const run = time === lastTime ? last : again(time);
  if (!run) return begin(time);
  run.counter += 1;
  if (run.counter === PLACES) Object.assign(run, { time: run.time + 1, counter: 0, head: headOf(run.time + 1) });
  return run;
}

function begin(time: number): Run {
  const run = { time, counter: 0, head: headOf(time) };
  for (const oldest of runs.keys()) {
    if (runs.size < REMEMBERED) break;
    runs.delete(oldest);
  }
  return remember(time, run);
}

/** What was used last is forgotten last. */
function again(time: number): Run | undefined {
  const run = runs.get(time);
  if (!run) return undefined;
  runs.delete(time);
  return remember(time, run);
}

function remember(time: number, run: Run): Run {
  runs.set(time, run);
  last = run;
  lastTime = time;
  return run;
}

function headOf(time: number): string {
  const digits = time.toString(16).padStart(12, '0').slice(-12);
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

const hex = (at: number): string => HEX[RANDOM[at] ?? 0] ?? '';
