/** Names that only differ so are meant to be different: `amount1`, `amount2`. */
const NUMBERED = /\d+/g;
const SPELLING = /[\s_-]/g;

/** The known name that an unknown one is most likely meant to be; null where none is near enough. */
export function similarTo(name: string, known: Iterable<string>): string | null {
  let best: { name: string; distance: number } | null = null;
  for (const candidate of known) {
    const distance = distanceBetween(name, candidate);
    if (distance <= allowed(name, candidate) && (best === null || distance < best.distance))
      best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

/** Short names are near to each other without being meant: 金额 and 余额. */
function allowed(a: string, b: string): number {
  const length = Math.min([...a].length, [...b].length);
  return length < 3 ? 0 : length < 6 ? 1 : 2;
}

function distanceBetween(a: string, b: string): number {
  if (a.replace(SPELLING, '').toLowerCase() === b.replace(SPELLING, '').toLowerCase()) return 0;
  if (a.replace(NUMBERED, '#') === b.replace(NUMBERED, '#')) return Number.POSITIVE_INFINITY;
  return editDistance([...a.toLowerCase()], [...b.toLowerCase()]);
}

/** How many letters must be put in, taken away, replaced or swapped with their neighbour. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = b.map((_, index) => index).concat(b.length);
  for (const [i, char] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (row[j] ?? 0) + (char === other ? 0 : 1);
      const cheapest = Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      const swapped = i > 0 && j > 0 && char === b[j - 1] && a[i - 1] === other;
      next.push(swapped ? Math.min(cheapest, (before[j - 1] ?? 0) + 1) : cheapest);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
