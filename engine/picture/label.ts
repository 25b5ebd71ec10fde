import type { Box } from './drawing.ts';
import { escapeXml } from './escape.ts';

const FONT = 12;
const LINE = 15;

/** How wide a text is, roughly: there is nothing to measure with. Chinese characters are as wide as they are high. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\uffef]/.test(char) ? FONT : FONT * 0.56), 0);

/** Breaks a text into lines: between words, and between any two Chinese characters. */
export function wrap(text: string, width: number): string[] {
  const pieces = text.match(/[\u1100-\uffef]|[^\s\u1100-\uffef]+|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && widthOf(line + piece) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}

/** The text in the middle of a box, broken to its width. */
export function textIn(text: string, { x, y, width, height }: Box): string {
  const lines = wrap(text, width);
  const top = y + height / 2 - ((lines.length - 1) * LINE) / 2 + FONT * 0.35;
  return textLines(lines, x + width / 2, top);
}

/** The text below its top edge, as labels beside events and flows stand. */
export function textBelow(text: string, { x, y, width }: Box): string {
  return textLines(wrap(text, Math.max(width, 60)), x + width / 2, y + FONT);
}

/** One line, bottom to top, as pools are named. */
export const textUp = (text: string, x: number, y: number): string =>
  `<text transform="translate(${x} ${y}) rotate(-90)">${escapeXml(text)}</text>`;

function textLines(lines: readonly string[], x: number, top: number): string {
  const spans = lines.map((line, i) => `<tspan x="${x}" y="${top + i * LINE}">${escapeXml(line)}</tspan>`);
  return spans.length === 0 ? '' : `<text>${spans.join('')}</text>`;
}
