/** Months of the calendar, `2026-03`. */
const ofInstant = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 7);

/** The month before the one of an instant: the last that may be over. */
export function monthBefore(epochMs: number): string {
  const date = new Date(epochMs);
  return ofInstant(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1));
}

/** Its first and last day. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}
