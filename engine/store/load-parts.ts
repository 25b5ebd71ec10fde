/** Reads cases that are kept in parts, each with the parts asked for, as they are at one moment. */
import type pg from 'pg';
import { byPosition, type CaseBase, type CasePart, joinCase } from '../core/parts.ts';
import type { Variables } from '../core/state.ts';
import { decodeState } from './codec.ts';
import type { LoadedCase } from './load.ts';

/** What is wanted of each case. A part comes with those around it. */
export type PartsRequest = ReadonlyMap<string, ReadonlySet<string> | 'all'>;

interface Row {
  readonly kind: 'case' | 'part';
  readonly instanceId: string;
  readonly id: string;
  readonly parent: string | null;
  readonly version: number;
  readonly content: unknown;
  readonly variables: Variables;
  readonly seq: number;
  readonly hash: string;
  readonly incidents: number;
}

const TEXT = `with recursive wanted as (
  select p.instance_id, p.id, p.parent from unnest($2::text[], $3::text[]) as x(instance_id, id)
  join instance_part p on p.instance_id = x.instance_id and p.id = x.id
  union select p.instance_id, p.id, p.parent from wanted w join instance_part p on p.instance_id = w.instance_id and p.id = w.parent
)
select 'case' as kind, id as "instanceId", '' as id, null as parent, version, state as content, variables, journal_seq as seq,
  encode(journal_hash, 'hex') as hash, incident_count as incidents
from instance where id = any($1)
union all select 'part', instance_id, id, parent, 0, content, null, 0, '', 0 from instance_part where (instance_id, id) in (select instance_id, id from wanted)
union all select 'part', instance_id, id, parent, 0, content, null, 0, '', 0 from instance_part where instance_id = any($4)`;

/** Cases that are not open any more are missing in what comes back. */
export async function loadParts(pool: pg.Pool, request: PartsRequest): Promise<Map<string, LoadedCase>> {
  const named: [instanceId: string, part: string][] = [];
  const whole: string[] = [];
  for (const [instanceId, wanted] of request) {
    if (wanted === 'all') whole.push(instanceId);
    else for (const part of wanted) named.push([instanceId, part]);
  }
  const values = [[...request.keys()], named.map(([id]) => id), named.map(([, part]) => part), whole];
  const { rows } = await pool.query<Row>({ name: 'load_parts', text: TEXT, values });
  const parts = new Map<string, CasePart[]>();
  for (const { kind, instanceId, id, parent, content } of rows) {
    const part = { id, parent, content: content as CasePart['content'] };
    if (kind === 'case') parts.set(instanceId, parts.get(instanceId) ?? []);
    else
      parts
        .set(instanceId, parts.get(instanceId) ?? [])
        .get(instanceId)
        ?.push(part);
  }
  for (const list of parts.values()) list.sort(byPosition);
  const cases = rows.filter(({ kind }) => kind === 'case');
  return new Map(cases.map((row) => [row.instanceId, joined(row, parts.get(row.instanceId) ?? [], request)]));
}

function joined(row: Row, parts: readonly CasePart[], request: PartsRequest): LoadedCase {
  const { version, incidents, seq, hash } = row;
  const wanted = request.get(row.instanceId) ?? 'all';
  const base = decodeState(row.content, row.variables);
  const state = base.split
    ? joinCase(base as CaseBase, parts, { asked: wanted === 'all' ? 'all' : [...wanted], incidents })
    : base;
  return { state, version, head: { seq, hash } };
}
