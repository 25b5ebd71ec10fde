export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room around what is shown, in the drawing's units; a task is 100 wide. */
const MARGIN = 120;

/** The part of the drawing that shows these shapes with room around them, never larger than life. Connections have no box and do not count. */
export function around(shapes: readonly Partial<Box>[], screen: Pick<Box, 'width' | 'height'>): Box | undefined {
  const boxes = shapes.filter((shape): shape is Box => shape.width !== undefined);
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const scale = Math.max(1, (right - left + 2 * MARGIN) / screen.width, (bottom - top + 2 * MARGIN) / screen.height);
  const [width, height] = [screen.width * scale, screen.height * scale];
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

/** Pixels between the drawing and the edge of the screen. */
const EDGE = 16;

/** The part of the drawing's plane that shows all of it with a rim around, never larger than life; undefined while there is no room. */
export function wholeIn(screen: Pick<Box, 'width' | 'height'>, drawing: Box): Box | undefined {
  const room = { width: screen.width - 2 * EDGE, height: screen.height - 2 * EDGE };
  if (room.width <= 0 || room.height <= 0 || drawing.width <= 0 || drawing.height <= 0) return undefined;
  const scale = Math.max(1, drawing.width / room.width, drawing.height / room.height);
  const [width, height] = [screen.width * scale, screen.height * scale];
  return {
    x: drawing.x + (drawing.width - width) / 2,
    y: drawing.y + (drawing.height - height) / 2,
    width,
    height,
  };
}
