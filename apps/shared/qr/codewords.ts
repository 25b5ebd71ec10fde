/** The bytes of a QR code: the text in byte mode (UTF-8) at error correction level M, with what mends it, interleaved (ISO/IEC 18004, 7.4 to 7.6). */
import { correctionOf } from './reed-solomon.ts';

interface Capacity {
  /** All bytes of the symbol. */
  readonly total: number;
  /** Blocks that are mended each for itself, and the bytes that mend one. */
  readonly blocks: number;
  readonly correction: number;
}

/** Versions 1 to 10 at level M (table 9): enough for 213 bytes, an address. */
const CAPACITIES: readonly Capacity[] = [
  { total: 26, blocks: 1, correction: 10 },
  { total: 44, blocks: 1, correction: 16 },
  { total: 70, blocks: 1, correction: 26 },
  { total: 100, blocks: 2, correction: 18 },
  { total: 134, blocks: 2, correction: 24 },
  { total: 172, blocks: 4, correction: 16 },
  { total: 196, blocks: 4, correction: 18 },
  { total: 242, blocks: 4, correction: 22 },
  { total: 292, blocks: 5, correction: 22 },
  { total: 346, blocks: 5, correction: 26 },
];
const BYTE_MODE = 0b0100;
const PADS = [0xec, 0x11] as const;

export interface Codewords {
  /** 1 to 10; a symbol has 17 + 4 × version modules a side. */
  readonly version: number;
  readonly bytes: readonly number[];
}

/** In the smallest version that holds the text; throws a RangeError above 213 bytes. */
export function codewordsOf(text: string): Codewords {
  const content = [...new TextEncoder().encode(text)];
  const at = CAPACITIES.findIndex((capacity, index) => content.length + headBytes(index + 1) <= dataBytes(capacity));
  const capacity = CAPACITIES[at];
  if (!capacity) throw new RangeError(`Expected at most 213 bytes for a QR code, but there are ${content.length}.`);
  const version = at + 1;
  const data = padded(bitsOf(content, version), dataBytes(capacity));
  return { version, bytes: interleaved(data, capacity) };
}

const dataBytes = ({ total, blocks, correction }: Capacity): number => total - blocks * correction;
const countBits = (version: number): number => (version < 10 ? 8 : 16);
/** Mode and count, rounded up: with the terminator they fill whole bytes. */
const headBytes = (version: number): number => Math.ceil((4 + countBits(version)) / 8);

function bitsOf(content: readonly number[], version: number): string {
  const bits = (value: number, width: number): string => value.toString(2).padStart(width, '0');
  return [bits(BYTE_MODE, 4), bits(content.length, countBits(version)), ...content.map((byte) => bits(byte, 8))].join(
    '',
  );
}

function padded(bits: string, size: number): number[] {
  const whole = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  const bytes = (whole.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const pads = Array.from({ length: size - bytes.length }, (_, index) => PADS[index % 2] ?? 0);
  return [...bytes, ...pads];
}

/** Shorter blocks come first; then a byte of each block in turn, first of the data, then of what mends it. */
function interleaved(data: readonly number[], { blocks, correction }: Capacity): number[] {
  const short = Math.floor(data.length / blocks);
  const longFrom = blocks - (data.length % blocks);
  let start = 0;
  const parts = Array.from({ length: blocks }, (_, index) => {
    const end = start + short + (index >= longFrom ? 1 : 0);
    const part = data.slice(start, end);
    start = end;
    return part;
  });
  return [...inTurn(parts), ...inTurn(parts.map((part) => correctionOf(part, correction)))];
}

function inTurn(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => part[at] ?? [])).flat();
}
