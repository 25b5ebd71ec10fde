import { Cron } from 'croner';
import { DEFAULT_OFFSET_MINUTES } from './instant.ts';

/** The first time after the instant that fits the five or six fields, read in China Standard Time; null where there is none. */
export function cronAfter(text: string, after: number): number | null {
  return cronOf(text)?.nextRun(new Date(after))?.getTime() ?? null;
}

export function isCron(text: string): boolean {
  return cronOf(text) !== null;
}

/** A pattern it cannot read is croner's only reason to throw, and throwing its only way to say so. */
function cronOf(text: string): Cron | null {
  try {
    return new Cron(text.trim(), { paused: true, mode: '5-or-6-parts', utcOffset: DEFAULT_OFFSET_MINUTES });
  } catch {
    return null;
  }
}
