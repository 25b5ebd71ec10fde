import { isDuration } from './duration.ts';

const PARTS = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)$/;
const MILLISECONDS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** The length in milliseconds; null for what is no duration or has years or months, which have no fixed length. */
export function durationMs(source: string): number | null {
  const match = isDuration(source) ? PARTS.exec(source) : null;
  if (!match) return null;
  return Math.round(MILLISECONDS.reduce((sum, size, i) => sum + Number(match[i + 1] ?? 0) * size, 0));
}
