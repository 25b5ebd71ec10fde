/** Shows the whole diagram beside the palette, never larger than it was drawn. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FittedCanvas {
  viewbox(
    box?: Box,
  ): Box & { readonly inner: Box; readonly outer: { readonly width: number; readonly height: number } };
}

export interface Margins {
  readonly left: number;
  readonly other: number;
}

export function fit(canvas: FittedCanvas, { left, other }: Margins): void {
  const { inner, outer } = canvas.viewbox();
  const width = outer.width - left - other;
  const height = outer.height - 2 * other;
  if (width <= 0 || height <= 0 || inner.width <= 0 || inner.height <= 0) return;
  const scale = Math.min(1, width / inner.width, height / inner.height);
  canvas.viewbox({
    x: inner.x - (left + (width - inner.width * scale) / 2) / scale,
    y: inner.y - (other + (height - inner.height * scale) / 2) / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}
