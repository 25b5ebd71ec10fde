/** How strongly each step of a diagram is coloured: its share of the largest figure, in four levels. */
export const LEVELS = [1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** Steps whose figure is zero stay uncoloured. Figures are not negative. */
export function heatLevels(figures: ReadonlyMap<string, number>): ReadonlyMap<string, Level> {
  const most = Math.max(0, ...figures.values());
  return new Map(
    [...figures]
      .filter(([, figure]) => figure > 0)
      .map(([id, figure]) => [id, LEVELS[Math.ceil((figure / most) * LEVELS.length) - 1] ?? 1]),
  );
}

/** The largest figure that still has the level. */
export const levelBound = (level: Level, most: number): number => (most * level) / LEVELS.length;
