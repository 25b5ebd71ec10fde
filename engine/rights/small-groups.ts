/** Figures of few people say something of each of them. */
export const FEWEST = 5;

/**
 * Which groups are not shown: those with fewer than `FEWEST`, and the next smaller ones until what is hidden is together as many, since a single hidden
 * group is what is missing in the whole. Where that is all of them, nothing is shown.
 */
export function hiddenGroups(sizes: readonly number[]): ReadonlySet<number> {
  const bySize = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size || a.index - b.index);
  const hidden = new Set<number>();
  let together = 0;
  for (const { size, index } of bySize) {
    if (size >= FEWEST && (together === 0 || (together >= FEWEST && hidden.size > 1))) break;
    hidden.add(index);
    together += size;
  }
  return hidden;
}
