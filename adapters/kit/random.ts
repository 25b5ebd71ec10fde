/** Chance that repeats: the same texts give the same numbers, from 0 to below 1 (FNV-1a into mulberry32). */
export function randomFrom(...texts: readonly string[]): () => number {
  let hash = 0x811c9dc5;
  for (const char of texts.join('\u0000')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    hash = (hash + 0x6d2b79f5) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 15), 1 | hash);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A log-normal delay, as answers over networks have it: half are faster than the median, one in twenty slower than p95. */
export function delayFrom(
  random: () => number,
  { medianMs, p95Ms }: { readonly medianMs: number; readonly p95Ms: number },
): number {
  if (medianMs <= 0) return 0;
  const sigma = Math.max(0, Math.log(p95Ms / medianMs)) / Z95;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(medianMs * Math.exp(sigma * normal));
}

const Z95 = 1.6449;
