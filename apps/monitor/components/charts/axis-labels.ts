/** How the words below the bars are written: all of them where they are few, whole words in any language. */
export interface AxisLabels {
  readonly interval?: number;
  readonly hideOverlap?: boolean;
  readonly overflow?: 'break' | 'truncate';
  readonly rotate?: number;
  readonly width?: number;
}

/** More than these are days, of which some are enough. */
const FEW = 12;
/** Of the size of the type: as wide as a letter is at most, taken over a word; and as long as a slanted name may be. */
const LETTER = 0.62;
const SLANTED = 9;
const SLANT = 35;

/** `width` is that of the chart, `size` that of the type, in pixels. */
export function axisLabels(
  categories: readonly string[],
  { width, size }: { width: number; size: number },
): AxisLabels {
  if (categories.length > FEW) return { hideOverlap: true };
  const room = Math.max(40, (width * 0.9) / categories.length - 8);
  // Chinese may be broken anywhere; other words are not, they lie slanted. The table beside the chart has all names whole.
  const longest = Math.max(
    0,
    ...categories.flatMap((name) => name.split(/[\s\p{Script=Han}]+/u)).map(({ length }) => length),
  );
  if (longest * size * LETTER <= room) return { interval: 0, overflow: 'break', width: room };
  return { interval: 0, rotate: SLANT, overflow: 'truncate', width: size * SLANTED };
}
