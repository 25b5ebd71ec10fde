/** A QR code (ISO/IEC 18004): byte mode, error correction level M, versions 1 to 10. Made here, so that a receipt needs no other server. */
import { type Codewords, codewordsOf } from './codewords.ts';
import { penaltyOf } from './penalty.ts';

/** Rows of modules, true is dark. Readers want four light modules around it. */
export type QrCode = readonly (readonly boolean[])[];

const ALIGNMENTS: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Of a text of at most 213 bytes of UTF-8, else a RangeError. The mask is chosen as the standard says; a number from 0 to 7 takes that one. */
export function qrCode(text: string, mask?: number): QrCode {
  const codewords = codewordsOf(text);
  const candidates = (mask === undefined ? [...MASKS.keys()] : [mask]).map((one) => drawn(codewords, one));
  const penalties = candidates.map(penaltyOf);
  const best = candidates[penalties.indexOf(Math.min(...penalties))];
  if (!best) throw new RangeError(`Expected a mask from 0 to 7, but it is ${mask}.`);
  return best;
}

/** A module that is not set yet is undefined. */
type Canvas = (boolean | undefined)[][];

function drawn({ version, bytes }: Codewords, mask: number): QrCode {
  const size = 17 + 4 * version;
  const canvas: Canvas = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  drawFinders(canvas);
  drawAlignments(canvas, ALIGNMENTS[version - 1] ?? []);
  drawTiming(canvas);
  drawFormat(canvas, mask);
  if (version >= 7) drawVersion(canvas, version);
  drawData(canvas, bytes, MASKS[mask] ?? (() => false));
  return canvas.map((row) => row.map((dark) => dark === true));
}

function set(canvas: Canvas, [x, y]: readonly [x: number, y: number], dark: boolean): void {
  const row = canvas[y];
  if (row && x >= 0 && x < row.length) row[x] = dark;
}

const ringsAround = (canvas: Canvas, [cx, cy]: readonly [number, number], isDark: readonly boolean[]): void => {
  const reach = isDark.length - 1;
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1)
      set(canvas, [cx + x, cy + y], isDark[Math.max(Math.abs(x), Math.abs(y))] === true);
};

function drawFinders(canvas: Canvas): void {
  const far = canvas.length - 4;
  const corners = [[3, 3], [far, 3], [3, far]] as const; // biome-ignore format: three places
  for (const centre of corners) ringsAround(canvas, centre, [true, true, false, true, false]);
}

function drawAlignments(canvas: Canvas, places: readonly number[]): void {
  for (const y of places)
    for (const x of places) if (canvas[y]?.[x] === undefined) ringsAround(canvas, [x, y], [true, false, true]);
}

/** Alternating lines between the corners; alignment patterns that lie on them agree. */
function drawTiming(canvas: Canvas): void {
  for (let at = 8; at < canvas.length - 8; at += 1) {
    set(canvas, [at, 6], at % 2 === 0);
    set(canvas, [6, at], at % 2 === 0);
  }
}

/** `bits` followed by the remainder of its division, as the standard protects format and version. */
function guarded(bits: number, generator: number, width: number): number {
  let rest = bits;
  for (let step = 0; step < width; step += 1) rest = (rest << 1) ^ ((rest >> (width - 1)) * generator);
  return (bits << width) | rest;
}

/** Level M is 00. */
function drawFormat(canvas: Canvas, mask: number): void {
  const bits = guarded(mask, 0x537, 10) ^ 0x5412;
  const last = canvas.length - 1;
  for (let at = 0; at < 15; at += 1) {
    const dark = ((bits >> at) & 1) === 1;
    const down = at < 6 ? at : at < 8 ? at + 1 : last - 14 + at;
    const across = at < 8 ? last - at : at === 8 ? 7 : 14 - at;
    set(canvas, [8, down], dark);
    set(canvas, [across, 8], dark);
  }
  set(canvas, [8, last - 7], true);
}

function drawVersion(canvas: Canvas, version: number): void {
  const bits = guarded(version, 0x1f25, 12);
  for (let at = 0; at < 18; at += 1) {
    const dark = ((bits >> at) & 1) === 1;
    const [near, far] = [Math.floor(at / 3), canvas.length - 11 + (at % 3)];
    set(canvas, [far, near], dark);
    set(canvas, [near, far], dark);
  }
}

/** In columns of two from the right, up and down in turn; the column of the timing pattern is left out. */
function drawData(canvas: Canvas, bytes: readonly number[], isMasked: (x: number, y: number) => boolean): void {
  let bit = 0;
  for (const [x, y] of wayThrough(canvas.length)) {
    if (canvas[y]?.[x] !== undefined) continue;
    const dark = (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
    set(canvas, [x, y], dark !== isMasked(x, y));
    bit += 1;
  }
}

function* wayThrough(size: number): Generator<readonly [x: number, y: number]> {
  let goesUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = goesUp ? size - 1 - step : step;
      yield [right, y];
      yield [right - 1, y];
    }
    goesUp = !goesUp;
  }
}
