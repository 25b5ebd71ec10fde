/** Yellow and red cards. Each step of a card is taken once: the row is only changed from where nothing was yet. */
import type pg from 'pg';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';
import { type Reader, whereVisibleCase } from '../read/reader.ts';
import { inTransaction } from '../transaction.ts';
import { setCardAlarm } from './alarm.ts';

export interface CardRow {
  readonly id: string;
  readonly number: string;
  readonly colour: 'yellow' | 'red';
  readonly instanceId: string;
  /** Of the case. */
  readonly businessKey: string | null;
  readonly clockId: string | null;
  readonly addressee: string;
  readonly reason: string;
  readonly text: string;
  readonly issuedBy: string;
  readonly issuedAt: number;
  readonly answerDueAt: number;
  readonly answer: string | null;
  readonly answeredAt: number | null;
  readonly appeal: string | null;
  readonly appealedAt: number | null;
  readonly outcome: 'upheld' | 'withdrawn' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly decision: string | null;
}

const COLUMNS = `c.id, c.number, c.colour, c.instance_id as "instanceId",
  coalesce((select i.business_key from instance i where i.id = c.instance_id), (select h.business_key from instance_history h where h.id = c.instance_id))
    as "businessKey", c.clock_id as "clockId", c.addressee, c.reason, c.text,
  c.issued_by as "issuedBy", c.issued_at as "issuedAt", c.answer_due_at as "answerDueAt", c.answer, c.answered_at as "answeredAt", c.appeal,
  c.appealed_at as "appealedAt", c.outcome, c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.decision`;

export interface CardFilter {
  readonly id?: string;
  /** Only cards about cases that this reader sees, and the reader's own. */
  readonly seenBy?: Reader;
  readonly instanceId?: string;
  readonly addressee?: string;
  readonly colour?: 'yellow' | 'red';
  readonly state?: CardState;
  /** Only those that nobody had explained in time by this instant, epoch ms. */
  readonly overdueAt?: number;
}

type CardState = 'issued' | 'answered' | 'appealed' | 'upheld' | 'withdrawn';

const STATE = `case when c.outcome is not null then c.outcome when c.appeal is not null then 'appealed' when c.answer is not null then 'answered'
  else 'issued' end`;

/** The latest first. */
export function listCardRows(database: Database, filter: CardFilter, paging: Paging): Promise<PageOf<CardRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('card as c');
  if (filter.id !== undefined) query.where('c.id', filter.id);
  const { seenBy } = filter;
  if (seenBy && !seenBy.seesAllCases)
    query.where((any) => {
      any.where('c.addressee', seenBy.id).orWhere((seen) => whereVisibleCase(seen, seenBy, 'c.instance_id'));
    });
  if (filter.instanceId !== undefined) query.where('c.instance_id', filter.instanceId);
  if (filter.addressee !== undefined) query.where('c.addressee', filter.addressee);
  if (filter.colour !== undefined) query.where('c.colour', filter.colour);
  if (filter.state !== undefined) query.whereRaw(`${STATE} = ?`, [filter.state]);
  if (filter.overdueAt !== undefined)
    query.whereRaw('c.answer is null and c.outcome is null and c.answer_due_at < ?::timestamptz', [
      new Date(filter.overdueAt).toISOString(),
    ]);
  const keys = [
    { column: 'c.issued_at', field: 'issuedAt', type: 'time' },
    { column: 'c.id', field: 'id', type: 'text' },
  ] as const;
  return readPage<CardRow>(database, query, { keys, descending: true }, paging);
}

export type NewCard = Pick<
  CardRow,
  'id' | 'colour' | 'instanceId' | 'clockId' | 'addressee' | 'reason' | 'text' | 'issuedBy' | 'issuedAt' | 'answerDueAt'
>;

export async function insertCard(pool: pg.Pool, card: NewCard, year: number): Promise<void> {
  await inTransaction(pool, (client) => numberCard(client, card, year));
}

/** Numbers of a year and colour follow one another without gaps. `year` is that of the calendar by which it is answered. */
export async function numberCard(client: pg.PoolClient, card: NewCard, year: number): Promise<void> {
  const prefix = `${year}-${card.colour === 'red' ? 'R' : 'Y'}-`;
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [`card ${prefix}`]);
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::integer + 1 as n from card where starts_with(number, $1)',
    [prefix],
  );
  const number = prefix + String(rows[0]?.n ?? 1).padStart(4, '0');
  await client.query(
    `insert into card (id, number, colour, instance_id, clock_id, addressee, reason, text, issued_by, issued_at, answer_due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      card.id,
      number,
      card.colour,
      card.instanceId,
      card.clockId,
      card.addressee,
      card.reason,
      card.text,
      card.issuedBy,
      new Date(card.issuedAt),
      new Date(card.answerDueAt),
    ],
  );
  await setCardAlarm(client, card);
}

interface Step {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}

/** False where it was answered already, or decided. */
export async function writeAnswer(database: Database, { id, text, at }: Step): Promise<boolean> {
  const { rowCount } = await database.query(
    'update card set answer = $2, answered_at = $3 where id = $1 and answer is null and outcome is null',
    [id, text, new Date(at)],
  );
  return rowCount === 1;
}

/** False where it was appealed against already. */
export async function writeAppeal(database: Database, { id, text, at }: Step): Promise<boolean> {
  const { rowCount } = await database.query(
    'update card set appeal = $2, appealed_at = $3 where id = $1 and appeal is null',
    [id, text, new Date(at)],
  );
  return rowCount === 1;
}

/** False where nobody appealed, or it is decided. */
export async function writeDecision(
  database: Database,
  { id, text, at, outcome, by }: Step & { outcome: 'upheld' | 'withdrawn'; by: string },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update card set decision = $2, decided_at = $3, outcome = $4, decided_by = $5
     where id = $1 and appeal is not null and outcome is null`,
    [id, text, new Date(at), outcome, by],
  );
  return rowCount === 1;
}
