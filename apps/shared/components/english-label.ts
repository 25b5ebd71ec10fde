/** Where an English name is drawn whose label has the bounds of its Chinese one. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is named: a shape, or a line through these points. */
export interface Named {
  readonly shape?: Bounds | undefined;
  readonly points: readonly Point[];
}

/** A label is as wide as its Chinese name, in which English words would be torn. */
const WIDTH = 90;
/** Of a line of a label, and about of a letter in it, wide and narrow: there is nothing to measure with. */
const LINE = 13;
const LETTER = 6;
const NARROW = 5.2;
/** Near enough to a line that runs down to be read as its name. */
const NEAR = 20;

/** The bounds to give the label: wide enough, and off what the name would grow into. */
export function englishBounds(name: string, label: Bounds, { shape, points }: Named): Bounds {
  const width = Math.max(WIDTH, label.width);
  const x = isRightOfLine(label, points)
    ? label.x + Math.min(WIDTH, name.length * LETTER) / 2 - width / 2
    : label.x - (width - label.width) / 2;
  const isAbove = shape !== undefined && label.y + label.height <= shape.y;
  return { ...label, x, width, y: isAbove ? label.y - (linesOf(name).length - 1) * LINE : label.y };
}

/** What the name covers within such bounds, of which it is in the middle, from their top. */
export function englishText(name: string, { x, y, width }: Bounds): Bounds {
  const lines = linesOf(name);
  const longest = mayBeOneLine(name) ? name.length : Math.max(...lines.map((line) => line.length));
  const used = Math.min(WIDTH, longest * LETTER);
  return { x: x + (width - used) / 2, y, width: used, height: lines.length * LINE };
}

/** Where many of its letters are narrow it is drawn in one line, else in more: it needs the room for both. */
const mayBeOneLine = (name: string): boolean => name.length * NARROW <= WIDTH;

/** Whether it stands right of a piece of its flow that runs down: made wider to both sides it would lie on the line. */
function isRightOfLine({ x, y, height }: Bounds, points: readonly Point[]): boolean {
  const middle = y + height / 2;
  return points.slice(1).some((to, index) => {
    const from = points[index] ?? to;
    const right = x - to.x;
    const isBeside = middle >= Math.min(from.y, to.y) && middle <= Math.max(from.y, to.y);
    return from.x === to.x && isBeside && right >= 0 && right < NEAR;
  });
}

/** The lines into which a text falls in a label. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length * LETTER > WIDTH) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
