/** The ledger of effects, for lists and for clearing up. */
import type { EffectOutcome, EffectState } from '../../commands/effect-rows.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, type Query, readPage, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

export interface EffectView {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly topic: string;
  readonly adapter: string | null;
  readonly worker: string | null;
  readonly purpose: string | null;
  readonly state: EffectState;
  readonly outcome: EffectOutcome | null;
  readonly attempts: number;
  readonly requestedAt: number;
  readonly requestedBy: string;
  readonly sentAt: number | null;
  readonly settledAt: number | null;
  readonly requestHash: string | null;
  readonly answerHash: string | null;
  readonly lastError: string | null;
  readonly settledBy: string | null;
  readonly reason: string | null;
  /** The case still waits for it. */
  readonly waits: boolean;
}

interface EffectFilter {
  readonly state?: EffectState;
  readonly topic?: string;
  readonly adapter?: string;
  readonly instanceId?: string;
  readonly definitionKey?: string;
  /** Nobody knows what the department did. */
  readonly unclear?: boolean;
}

const COLUMNS = `e.id, e.instance_id as "instanceId", e.definition_key as "definitionKey", e.business_key as "businessKey", e.element_id as "elementId",
  e.topic, e.adapter, e.worker, e.purpose, e.state, e.outcome, e.attempts, e.requested_at as "requestedAt", e.requested_by as "requestedBy",
  e.sent_at as "sentAt", e.settled_at as "settledAt", e.request_hash as "requestHash", e.answer_hash as "answerHash", e.last_error as "lastError",
  e.settled_by as "settledBy", e.reason, exists (select from job j where j.id = e.id) as waits`;

/** Sent, and then nothing came; or told to be unknown. What is under way at this moment has a lease. */
const UNCLEAR = `(e.state = 'unknown' or (e.state = 'sent' and not exists (
  select from job j where j.id = e.id and (j.lease_until > now() or j.locked_until is not null))))`;

export interface EffectListing {
  readonly filter: EffectFilter;
  readonly paging: Paging;
  readonly descending: boolean;
}

/** Of the cases the reader sees. */
export function listEffects(
  database: Database,
  reader: Reader,
  { filter, paging, descending }: EffectListing,
): Promise<PageOf<EffectView>> {
  const query = sql.select(sql.raw(COLUMNS)).from('effect as e');
  whereVisibleCase(query, reader, 'e.instance_id');
  narrow(query, filter);
  const keys = [
    { column: 'e.requested_at', field: 'requestedAt', type: 'time' },
    { column: 'e.id', field: 'id', type: 'text' },
  ] as const;
  return readPage<EffectView>(database, query, { keys, descending }, paging);
}

/** Each once, by name; found by jumping from one to the next, however many effects there are. */
export async function effectTopics(database: Database): Promise<readonly string[]> {
  const { rows } = await database.query<{ topic: string }>(
    `with recursive t as (
       (select topic from effect order by topic limit 1)
       union all
       select (select e.topic from effect e where e.topic > t.topic order by e.topic limit 1) from t where t.topic is not null)
     select topic from t where topic is not null`,
  );
  return rows.map(({ topic }) => topic);
}

function narrow(query: Query, { unclear, ...filter }: EffectFilter): void {
  if (filter.state !== undefined) query.where('e.state', filter.state);
  if (filter.topic !== undefined) query.where('e.topic', filter.topic);
  if (filter.adapter !== undefined) query.where('e.adapter', filter.adapter);
  if (filter.instanceId !== undefined) query.where('e.instance_id', filter.instanceId);
  if (filter.definitionKey !== undefined) query.where('e.definition_key', filter.definitionKey);
  if (unclear) query.whereRaw(UNCLEAR);
}

export async function findEffectView(database: Database, id: string): Promise<EffectView | undefined> {
  const query = sql.select(sql.raw(COLUMNS)).from('effect as e').where('e.id', id);
  return (await run<EffectView>(database, query))[0];
}
