/** Every read of shared data: of people as they are written down before anything is asked, of processes as their calls are in the ledger of effects. */
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface ReadRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly department: string | null;
  readonly code: string;
  readonly topic: string | null;
  readonly purpose: string;
  readonly items: readonly string[];
  /** Guarded items that were shown as they are. */
  readonly plain: readonly string[];
  readonly grantId: string | null;
  readonly consentId: string | null;
  readonly instanceId: string | null;
  readonly subjectShown: string | null;
  readonly requestHash: string;
  readonly answerHash: string | null;
  readonly outcome: 'asked' | 'answered' | 'refused' | 'failed';
  readonly problem: string | null;
}

export async function insertRead(database: Database, read: ReadRow): Promise<void> {
  await database.query(
    `insert into data_read (id, at, actor, department, code, topic, purpose, items, plain, grant_id, consent_id, instance_id, subject_shown, request_hash,
       outcome, problem)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      read.id,
      new Date(read.at),
      read.actor,
      read.department,
      read.code,
      read.topic,
      read.purpose,
      read.items,
      read.plain,
      read.grantId,
      read.consentId,
      read.instanceId,
      read.subjectShown,
      read.requestHash,
      read.outcome,
      read.problem,
    ],
  );
}

export interface ReadSettled {
  readonly id: string;
  readonly outcome: 'answered' | 'failed';
  readonly answerHash: string | null;
  readonly problem: string | null;
  readonly at: number;
}

export async function settleRead(database: Database, settled: ReadSettled): Promise<void> {
  await database.query(
    'update data_read set outcome = $2, answer_hash = $3, problem = $4, settled_at = $5 where id = $1',
    [settled.id, settled.outcome, settled.answerHash, settled.problem, new Date(settled.at)],
  );
}

/** How often somebody has read an entry since an instant; refused reads do not count. */
export async function countReads(
  database: Database,
  { actor, code, since }: { readonly actor: string; readonly code: string; readonly since: number },
): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    `select count(*)::int as n from data_read where actor = $1 and at > $3 and code = $2 and outcome <> 'refused'`,
    [actor, code, new Date(since)],
  );
  return rows[0]?.n ?? 0;
}

export interface LoggedRead extends Omit<ReadRow, 'topic' | 'items' | 'plain' | 'requestHash' | 'answerHash'> {
  /** Of the task of a process; null where a person read. */
  readonly definitionKey: string | null;
  readonly elementId: string | null;
  /** `person` through a query, `process` through a task of a case. */
  readonly by: 'person' | 'process';
  readonly items: readonly string[];
  readonly plain: readonly string[];
}

const LOG = `
select r.id, r.at, 'person' as by, r.actor, r.department, r.code, r.purpose, r.items, r.plain, r.grant_id as "grantId", r.consent_id as "consentId",
    r.instance_id as "instanceId", r.subject_shown as "subjectShown", r.outcome, r.problem, null as "definitionKey", null as "elementId"
  from data_read r
union all
select e.id, e.requested_at, 'process', e.requested_by, null, d.code, coalesce(e.purpose, ''), array(select i ->> 'name' from jsonb_array_elements(d.items) i),
    array(select i ->> 'name' from jsonb_array_elements(d.items) i where (i ->> 'level')::int >= 3 or (i ->> 'sensitive')::boolean), null, null, e.instance_id, null,
    case e.state when 'confirmed' then 'answered' when 'requested' then 'asked' when 'sent' then 'asked' else 'failed' end, e.last_error, e.definition_key, e.element_id
  from effect e join data_entry d on d.topic = e.topic and d.copy_of is null`;

export interface ReadFilter {
  readonly code?: string | undefined;
  readonly actor?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The latest first. */
export function listReads(database: Database, filter: ReadFilter, paging: Paging): Promise<PageOf<LoggedRead>> {
  const query = sql.select('l.*').from(sql.raw(`(${LOG}) as l`));
  if (filter.code !== undefined) query.where('l.code', filter.code);
  if (filter.actor !== undefined) query.where('l.actor', filter.actor);
  if (filter.instanceId !== undefined) query.where('l.instanceId', filter.instanceId);
  if (filter.from !== undefined) query.where('l.at', '>=', new Date(filter.from));
  if (filter.to !== undefined) query.where('l.at', '<', new Date(filter.to));
  const order = {
    keys: [
      { column: 'l.at', field: 'at', type: 'time' as const },
      { column: 'l.id', field: 'id', type: 'text' as const },
    ],
    descending: true,
  };
  return readPage<LoggedRead>(database, query, order, paging);
}

export interface UsageRow {
  readonly code: string;
  readonly by: 'person' | 'process';
  readonly department: string | null;
  readonly grantId: string | null;
  readonly answered: number;
  readonly refused: number;
  readonly failed: number;
  /** Reads that showed guarded items as they are. */
  readonly plain: number;
}

/** Use of each entry and grant in a period. */
export async function usageBetween(database: Database, from: number, to: number): Promise<readonly UsageRow[]> {
  const { rows } = await database.query<UsageRow>(
    `select l.code, l.by, l.department, l."grantId", count(*) filter (where l.outcome = 'answered')::int as answered,
       count(*) filter (where l.outcome = 'refused')::int as refused, count(*) filter (where l.outcome in ('failed', 'asked'))::int as failed,
       count(*) filter (where l.outcome = 'answered' and cardinality(l.plain) > 0)::int as plain
     from (${LOG}) l where l.at >= $1 and l.at < $2 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [new Date(from), new Date(to)],
  );
  return rows;
}

export interface AnsweredEffect {
  readonly effectId: string;
  readonly definitionKey: string;
  readonly elementId: string;
  readonly topic: string;
  readonly at: number;
}

/** What departments have answered in a case. */
export async function answeredIn(database: Database, instanceId: string): Promise<readonly AnsweredEffect[]> {
  const { rows } = await database.query<AnsweredEffect>(
    `select e.id as "effectId", e.definition_key as "definitionKey", e.element_id as "elementId", e.topic, coalesce(e.settled_at, e.requested_at) as at
     from effect e where e.instance_id = $1 and e.state = 'confirmed' and e.outcome = 'completed' order by e.requested_at`,
    [instanceId],
  );
  return rows;
}
