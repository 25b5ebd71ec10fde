import type { ReopeningGround } from '../../core/proceedings.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from './paging.ts';

export interface ConfirmationRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly verb: string;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly expiresAt: number;
  readonly entitled: readonly string[];
  /** Of a reopening: why, and the number of the order. */
  readonly ground: ReopeningGround | null;
  readonly order: string | null;
}

interface Person {
  readonly id: string;
  /** `user:…`, `group:…`, `role:…`. */
  readonly principals: readonly string[];
}

interface Wanted extends Person {
  /** Nothing of what the person has asked for. */
  readonly waiting: boolean;
}

/** What any of the principals may confirm, or what the person has asked for; oldest first. */
export function listConfirmations(
  database: Database,
  { id, principals, waiting }: Wanted,
  paging: Paging,
): Promise<PageOf<ConfirmationRow>> {
  const query = sql
    .select(
      sql.raw(`c.id, c.instance_id as "instanceId", c.definition_key as "definitionKey", c.business_key as "businessKey", c.verb,
        c.reason, c.asked_by as by, c.asked_at as at, c.expires_at as "expiresAt", c.entitled, c.ground, c.order_number as "order"`),
    )
    .from('confirmation as c')
    .whereRaw(waiting ? 'c.entitled && ? and c.asked_by <> ?' : '(c.entitled && ? or c.asked_by = ?)', [
      [...principals],
      id,
    ]);
  return readPage<ConfirmationRow>(database, query, ORDER, paging);
}

/** Whether the request is there and the person would find it in their list. */
export async function isConfirmationOf(
  database: Database,
  { id, principals }: Person,
  request: { readonly id: string; readonly instanceId: string },
): Promise<boolean> {
  const { rows } = await database.query(
    'select from confirmation where id = $1 and instance_id = $2 and (entitled && $3::text[] or asked_by = $4)',
    [request.id, request.instanceId, [...principals], id],
  );
  return rows.length > 0;
}

const ORDER = {
  keys: [
    { column: 'c.asked_at', field: 'at', type: 'time' },
    { column: 'c.id', field: 'id', type: 'text' },
  ],
} as const;

type NamingRow = Pick<ConfirmationRow, 'id' | 'verb' | 'businessKey'>;

/** Open requests that wait for one of these persons by name, the oldest first. */
export async function confirmationsNaming(database: Database, users: readonly string[]): Promise<NamingRow[]> {
  const { rows } = await database.query<NamingRow>(
    'select id, verb, business_key as "businessKey" from confirmation where entitled && $1::text[] order by asked_at, id',
    [users.map((user) => `user:${user}`)],
  );
  return rows;
}
