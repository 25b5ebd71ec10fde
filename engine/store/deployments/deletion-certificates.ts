/** C8: physical deletion by the retention schedule only, and the certificate of it. */
import type { Database } from '../people/database.ts';

export interface Retention {
  /** Epoch ms. */
  readonly at: number;
  /** How long after its end a case is kept, calendar years. */
  readonly years: number;
}

/** Why a definition cannot be deleted with its cases. */
export interface Retained {
  readonly open: number;
  /** Ended, and not yet past their retention. */
  readonly kept: number;
  /** When the last of the ended may go, epoch ms; null where all of them may. */
  readonly until: number | null;
}

const CASES = `select 'open' as state, null::timestamptz as until from instance where definition_id = $1 or (state -> 'definitions')::jsonb ? $1
  union all select 'kept', ended_at + make_interval(years => $3) from instance_history
    where definition_id = $1 and ended_at + make_interval(years => $3) > $2`;

/** Undefined where no case of the definition has to be kept. */
export async function retainedBy(
  database: Database,
  {
    definitionId,
    retention: { at, years },
  }: { readonly definitionId: string; readonly retention: Pick<Retention, 'at' | 'years'> },
): Promise<Retained | undefined> {
  const { rows } = await database.query<Retained>(
    `select count(*) filter (where state = 'open')::integer as open, count(*) filter (where state = 'kept')::integer as kept,
       max(until) as until from (${CASES}) cases`,
    [definitionId, new Date(at), years],
  );
  const [found] = rows;
  return found && found.open + found.kept > 0 ? found : undefined;
}

export interface Certified extends Retention {
  readonly certificateId: string;
  readonly definitionId: string;
  readonly by: string;
  readonly basis: string;
}

const HASHES = (table: string): string =>
  `select count(*)::integer as rows, coalesce(string_agg(encode(sha256(convert_to(to_jsonb(t)::text, 'UTF8')), 'hex'), '' order by t.id), '') as hashes
   from ${table} t where t.definition_id = $4`;

const CERTIFY = `insert into deletion_certificate
  (id, at, by, definition_id, definition_key, version, name, content_hash, cases, tasks, first_ended, last_ended, retention_years, basis, sha256)
  select $1, $2, $3, d.id, d.key, d.version, d.name, d.content_hash, c.rows, t.rows, h.first, h.last, $5, $6,
    encode(sha256(convert_to(c.hashes || t.hashes, 'UTF8')), 'hex')
  from definition d, (${HASHES('instance_history')}) c, (${HASHES('task_history')}) t,
    (select min(ended_at) as first, max(ended_at) as last from instance_history where definition_id = $4) h
  where d.id = $4 and c.rows > 0`;

/** Writes down what is about to be deleted; nothing where the definition never had a case. */
export async function certify(
  database: Database,
  { certificateId, at, by, definitionId, years, basis }: Certified,
): Promise<void> {
  await database.query(CERTIFY, [certificateId, new Date(at), by, definitionId, years, basis]);
}
