/** SHA-256 (FIPS 180-4) of a text in UTF-8, as hexadecimal: decisions are pure and may ask no library of the platform. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = Uint32Array.from(INITIAL);
  for (let block = 0; block < words.length; block += 16) compress(state, words.subarray(block, block + 16));
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** Fractional parts of the square and cube roots of the first primes (§4.2.2, §5.3.3). */
const PRIMES = Array.from({ length: 312 }, (_, index) => index).filter((candidate) => {
  for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) return false;
  return candidate > 1;
});
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = PRIMES.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));

/** The message with its length, in blocks of 16 words (§5.1.1). */
function padded(bytes: Uint8Array): Uint32Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const view = new DataView(new ArrayBuffer(length));
  for (const [index, byte] of bytes.entries()) view.setUint8(index, byte);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, bytes.length * 8);
  return Uint32Array.from({ length: length / 4 }, (_, index) => view.getUint32(index * 4));
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** One block (§6.2.2). */
function compress(state: Uint32Array, block: Uint32Array): void {
  const words = new Uint32Array(64);
  words.set(block);
  const word = (index: number) => words[index] ?? 0;
  for (let t = 16; t < 64; t++) {
    const [near, far] = [word(t - 2), word(t - 15)];
    const small = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    words[t] = word(t - 16) + small + word(t - 7) + (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + mixed + ((e & f) ^ (~e & g)) + (ROUNDS[t] ?? 0) + word(t)) >>> 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value;
}
