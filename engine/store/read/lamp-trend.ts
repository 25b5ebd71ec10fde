/** How many clocks showed which lamp at instants of the past. */
import type { Database } from '../people/database.ts';
import { type ClockFilter, whereClock } from './board.ts';
import { run, sql } from './paging.ts';

interface SpanRow {
  readonly lamp: string;
  /** The first instant it is counted at, and the first one it no longer is. */
  readonly first: number;
  readonly past: number;
  readonly n: number;
}

export interface TrendRow {
  readonly lamp: string;
  /** One for each instant. */
  readonly counts: readonly number[];
}

/** `instants` are epoch ms, rising. Every period is looked at once, however many instants there are. */
export async function readTrend(
  database: Database,
  instants: readonly number[],
  filter: ClockFilter,
): Promise<readonly TrendRow[]> {
  const marks = instants.map((at) => new Date(at).toISOString());
  const array = `array[${marks.map(() => '?::timestamptz').join(', ')}]`;
  // How many instants lie before the beginning is where it is first counted: a period that begins at an instant is counted there.
  const before = (column: string) => `width_bucket(p.${column} - interval '1 microsecond', ${array})`;
  const query = sql('clock_period as p')
    .select(
      sql.raw(`p.lamp, ${before('from_at')} as first, ${before('until_at')} as past, count(*)::integer as n`, [
        ...marks,
        ...marks,
      ]),
    )
    .whereRaw('p.lamp is not null and p.until_at > ?::timestamptz and p.from_at <= ?::timestamptz', [
      marks[0] ?? '',
      marks.at(-1) ?? '',
    ]);
  whereClock(query, filter);
  const spans = await run<SpanRow>(database, query.groupByRaw('1, 2, 3'));
  const byLamp = new Map<string, number[]>();
  for (const { lamp, first, past, n } of spans) {
    const counts = byLamp.get(lamp) ?? instants.map(() => 0);
    for (let index = first; index < past; index++) counts[index] = (counts[index] ?? 0) + n;
    byLamp.set(lamp, counts);
  }
  return [...byLamp].map(([lamp, counts]) => ({ lamp, counts }));
}
