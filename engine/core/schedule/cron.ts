import { Cron } from 'croner';
import { DEFAULT_ZONE } from './zone.ts';

/** The first time after the instant that fits the five or six fields, read in the zone; null where there is none. */
export function cronAfter(text: string, after: number, zone: string = DEFAULT_ZONE): number | null {
  return cronOf(text, zone)?.nextRun(new Date(after))?.getTime() ?? null;
}

export function isCron(text: string): boolean {
  return cronOf(text, DEFAULT_ZONE) !== null;
}

/** A pattern it cannot read is croner's only reason to throw, and throwing its only way to say so. */
function cronOf(text: string, timezone: string): Cron | null {
  try {
    return new Cron(text.trim(), { paused: true, mode: '5-or-6-parts', timezone });
  } catch {
    return null;
  }
}
