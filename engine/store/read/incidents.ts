import type { ErrorCode } from '../../errors.ts';
import type { Database } from '../people/database.ts';
import { type Order, type PageOf, type Paging, readPage, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

export interface IncidentRow {
  readonly id: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly definitionKey: string;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly since: number;
}

export interface IncidentFilter {
  readonly instanceId?: string;
  readonly definitionKey?: string;
  readonly definitionId?: string;
  readonly elementId?: string;
  readonly code?: string;
}

const COLUMNS = `n.id, n.instance_id as "instanceId",
  (select i.business_key from instance i where i.id = n.instance_id) as "businessKey", n.definition_key as "definitionKey", n.element_id as "elementId",
  n.element_instance_id as "elementInstanceId", n.code, n.params, n.since`;

const ORDERS: Readonly<Record<'cause' | '-since', Order>> = {
  cause: {
    keys: [
      { column: 'n.definition_key', field: 'definitionKey', type: 'text' },
      { column: 'n.code', field: 'code', type: 'text' },
      { column: 'n.element_id', field: 'elementId', type: 'text' },
      { column: 'n.id', field: 'id', type: 'text' },
    ],
  },
  '-since': {
    keys: [
      { column: 'n.since', field: 'since', type: 'time' },
      { column: 'n.id', field: 'id', type: 'text' },
    ],
    descending: true,
  },
};

export function listIncidents(
  database: Database,
  reader: Reader,
  { filter, paging }: { readonly filter: IncidentFilter; readonly paging: Paging & { sort: 'cause' | '-since' } },
): Promise<PageOf<IncidentRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('incident as n');
  whereVisibleCase(query, reader, 'n.instance_id');
  if (filter.instanceId !== undefined) query.where('n.instance_id', filter.instanceId);
  if (filter.definitionKey !== undefined) query.where('n.definition_key', filter.definitionKey);
  if (filter.definitionId !== undefined) query.where('n.definition_id', filter.definitionId);
  if (filter.elementId !== undefined) query.where('n.element_id', filter.elementId);
  if (filter.code !== undefined) query.where('n.code', filter.code);
  return readPage<IncidentRow>(database, query, ORDERS[paging.sort], paging);
}

/** Open incidents of the given cases. */
export async function incidentsOf(database: Database, instanceIds: readonly string[]): Promise<readonly IncidentRow[]> {
  return run<IncidentRow>(
    database,
    sql
      .select(sql.raw(COLUMNS))
      .from('incident as n')
      .whereRaw('n.instance_id = any(?)', [[...instanceIds]])
      .orderBy('n.id'),
  );
}

export interface IncidentGroupRow {
  readonly definitionKey: string;
  readonly elementId: string;
  readonly code: string;
  readonly count: number;
  readonly oldest: number;
  readonly newest: number;
}

/** Causes, the most frequent first. */
export async function groupIncidents(database: Database, reader: Reader): Promise<readonly IncidentGroupRow[]> {
  const query = sql
    .select(
      sql.raw(`n.definition_key as "definitionKey", n.element_id as "elementId", n.code, count(*)::integer as count,
       min(n.since) as oldest, max(n.since) as newest`),
    )
    .from('incident as n')
    .groupByRaw('1, 2, 3')
    .orderByRaw('count(*) desc, 1, 2, 3')
    .limit(500);
  whereVisibleCase(query, reader, 'n.instance_id');
  return run<IncidentGroupRow>(database, query);
}
