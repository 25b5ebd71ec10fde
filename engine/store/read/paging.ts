/** Keyset paging: a page starts after the last row of the one before, found by an index, so a late page costs what the first one costs. */
import knex, { type Knex } from 'knex';
import { refuse } from '../../errors.ts';
import type { Database } from '../people/database.ts';

/** Builds queries only; they run on our own pool. */
export const sql: Knex = knex({ client: 'pg' });

export type Query = Knex.QueryBuilder;

export interface Paging {
  readonly limit: number;
  readonly cursor?: string;
  readonly count?: boolean;
}

export interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** One column of the order. Times are compared as such and travel as epoch ms, `null` being infinity. */
interface Key {
  readonly column: string;
  readonly field: string;
  readonly type: 'text' | 'time' | 'integer';
}

export interface Order {
  readonly keys: readonly Key[];
  readonly descending?: boolean;
}

export async function run<Row>(database: Database, query: Query): Promise<readonly Row[]> {
  const { sql: text, bindings } = query.toSQL().toNative();
  return (await database.query(text, [...bindings])).rows as Row[];
}

/** One page of `query` (which has its columns and filters, and no order), and how to go on. */
export async function readPage<Row extends object>(
  database: Database,
  query: Query,
  order: Order,
  paging: Paging,
): Promise<PageOf<Row>> {
  const page = query.clone();
  orderAndStart(page, order, paging);
  const rows = await run<Row>(database, page.limit(paging.limit + 1));
  const total = paging.count ? await countRows(database, query) : undefined;
  return { ...cut(rows, order, paging.limit), ...(total === undefined ? {} : { total }) };
}

/** Adds the order and where the page starts. */
export function orderAndStart(query: Query, order: Order, { cursor }: Pick<Paging, 'cursor'>): void {
  const direction = order.descending ? 'desc' : 'asc';
  for (const { column } of order.keys) query.orderByRaw(`${column} ${direction}`);
  if (cursor === undefined) return;
  const values = decodeCursor(cursor, order);
  const columns = order.keys.map(({ column }) => column).join(', ');
  const marks = order.keys
    .map(({ type }) => (type === 'time' ? '?::timestamptz' : type === 'integer' ? '?::bigint' : '?'))
    .join(', ');
  query.whereRaw(`(${columns}) ${order.descending ? '<' : '>'} (${marks})`, values);
}

/** Rows beyond the limit tell that there is a next page. */
export function cut<Row extends object>(rows: readonly Row[], order: Order, limit: number): PageOf<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last, order) : null };
}

async function countRows(database: Database, query: Query): Promise<number> {
  const [row] = await run<{ total: number }>(database, sql.count({ total: '*' }).from(query.clone().as('counted')));
  return Number(row?.total ?? 0);
}

/** A cursor of one order means nothing in another: it says which one it belongs to. */
const signatureOf = ({ keys, descending }: Order): string =>
  `${descending ? '-' : '+'}${keys.map(({ field }) => field).join(',')}`;

function encodeCursor(row: object, order: Order): string {
  const values = order.keys.map(({ field }) => {
    const value: unknown = row[field as keyof typeof row];
    return value === Number.POSITIVE_INFINITY ? null : value;
  });
  return Buffer.from(JSON.stringify([signatureOf(order), ...values])).toString('base64url');
}

/** Cursors come back from outside: anything but what `encodeCursor` makes for this order is refused. */
function decodeCursor(cursor: string, order: Order): readonly (string | number)[] {
  const { keys } = order;
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed.length !== keys.length + 1 || parsed[0] !== signatureOf(order)) refuseCursor();
  const values = parsed.slice(1) as unknown[];
  return keys.map(({ type }, position) => {
    const value: unknown = values[position];
    if (type === 'time') return value === null ? 'infinity' : timeOf(value);
    if (type === 'integer') return Number.isSafeInteger(value) ? (value as number) : refuseCursor();
    return typeof value === 'string' && !value.includes('\u0000') ? value : refuseCursor();
  });
}

function timeOf(value: unknown): string {
  if (typeof value !== 'number' || Math.abs(value) > 8.64e15) refuseCursor();
  return new Date(value).toISOString();
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refuseCursor(): never {
  refuse('cursor-invalid');
}

/** Keeps rows where one of the columns contains the text, taken literally. */
export function whereContains(query: Query, columns: readonly string[], text: string | undefined): void {
  if (text === undefined) return;
  query.where((any) => {
    for (const column of columns) any.orWhereRaw(`strpos(${column}, ?) > 0`, [text]);
  });
}
