/** Appeals and objections that wait for a decision of the reader: never their own. */
import type { Database } from '../people/database.ts';
import { type Query, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

export interface Waiting {
  /** `2026-03`, where they are about the figures of a month. */
  readonly month: string | null;
  readonly count: number;
  /** When the earliest of what they are about was issued, rated, or raised, epoch ms. */
  readonly since: number;
}

const waiting = (database: Database, query: Query, at: string, month = 'null'): Promise<readonly Waiting[]> =>
  run<Waiting>(
    database,
    query
      .select(sql.raw(`${month} as month, count(*)::integer as count, min(${at}) as since`))
      .groupByRaw('1')
      .havingRaw('count(*) > 0')
      .orderByRaw('1'),
  );

/** Cards about cases that the reader sees. */
export function appealedCards(database: Database, reader: Reader): Promise<readonly Waiting[]> {
  const query = sql
    .from('card as c')
    .whereRaw('c.appeal is not null and c.outcome is null and c.issued_by <> ?', [reader.id]);
  whereVisibleCase(query, reader, 'c.instance_id');
  return waiting(database, query, 'c.issued_at');
}

interface Within {
  /** Who asks. */
  readonly by: string;
  /** Null: of every department. */
  readonly within: readonly string[] | null;
}

export function appealedRatings(database: Database, { by, within }: Within): Promise<readonly Waiting[]> {
  const query = sql.from('rating as r').whereRaw("r.state = 'appealed' and r.appealed_by <> ?", [by]);
  if (within !== null) query.whereRaw('r.department = any(?)', [[...within]]);
  return waiting(database, query, 'r.rated_at');
}

export function appealedMonths(database: Database, by: string): Promise<readonly Waiting[]> {
  const query = sql.from('indicator_appeal as a').whereRaw('a.outcome is null and a.appealed_by <> ?', [by]);
  return waiting(database, query, 'a.appealed_at', 'a.month');
}

/** Of shared data; `within` names the departments of its sources. */
export function openDataObjections(database: Database, within: Within['within']): Promise<readonly Waiting[]> {
  const query = sql.from('data_objection as o').where('o.state', 'open');
  if (within !== null) query.whereRaw('o.department = any(?)', [[...within]]);
  return waiting(database, query, 'o.raised_at');
}
