/** SHA-256 (FIPS 180-4) of the UTF-8 bytes of a text, hexadecimal. Here because decisions are pure and also run in the browser. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const hash = Uint32Array.from(INITIAL);
  const schedule = new Uint32Array(64);
  for (let block = 0; block < words.length; block += 16) compress(hash, words.subarray(block, block + 16), schedule);
  return [...hash].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): Uint32Array {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const view = new DataView(new ArrayBuffer(blocks * 64));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(blocks * 64 - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(blocks * 64 - 4, (bytes.length * 8) >>> 0);
  return Uint32Array.from({ length: blocks * 16 }, (_, word) => view.getUint32(word * 4));
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: Uint32Array, index: number): number => words[index] ?? 0;

function compress(hash: Uint32Array, block: Uint32Array, w: Uint32Array): void {
  w.set(block);
  for (let t = 16; t < 64; t++) {
    const [x, y] = [at(w, t - 15), at(w, t - 2)];
    const small0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const small1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[t] = at(w, t - 16) + small0 + at(w, t - 7) + small1;
  }
  const s = Uint32Array.from(hash);
  for (let t = 0; t < 64; t++) {
    const [a, b, c, e, f, g] = [at(s, 0), at(s, 1), at(s, 2), at(s, 4), at(s, 5), at(s, 6)];
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = at(s, 7) + big1 + ((e & f) ^ (~e & g)) + at(CONSTANTS, t) + at(w, t);
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    s.copyWithin(1, 0, 7);
    s[4] = at(s, 4) + first;
    s[0] = first + big0 + ((a & b) ^ (a & c) ^ (b & c));
  }
  for (let i = 0; i < 8; i++) hash[i] = at(hash, i) + at(s, i);
}

/** The first 64 primes: the standard takes its constants from their roots. */
const PRIMES = firstPrimes(64);

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** The first 32 bits of what a root has behind the point, counted exactly: `Math.cbrt` may differ between machines. */
function fraction(prime: number, root: 2n | 3n): number {
  const scaled = BigInt(prime) << (32n * root);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** root <= scaled) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2n));
const CONSTANTS = Uint32Array.from(PRIMES, (prime) => fraction(prime, 3n));
