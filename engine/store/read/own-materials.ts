import type { Database } from '../people/database.ts';
import { run, sql } from './paging.ts';

export interface OwnMaterial {
  readonly attachmentId: string;
  readonly material: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  /** Epoch ms. */
  readonly at: number;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly appliedFor: { readonly definitionId: string; readonly item: unknown };
}

/** Of each material the latest file that somebody handed in and nobody removed; at most so many. */
const MOST = 200;

export function readOwnMaterials(database: Database, sender: string): Promise<readonly OwnMaterial[]> {
  const latest = sql
    .select(
      sql.raw(`distinct on (n.content->>'material') n.id as "attachmentId", n.content->>'material' as material, n.content->>'name' as name,
        n.content->>'type' as type, (n.content->>'size')::integer as size, n.sha256, n.at, n.instance_id as "instanceId",
        n.business_key as "businessKey", jsonb_build_object('definitionId', i.definition_id, 'item', i.variables #> '{serviceItem,name}') as "appliedFor"`),
    )
    .from('notice as n')
    .joinRaw(`join lateral (select definition_id, variables from instance where id = n.instance_id
      union all select definition_id, variables from instance_history where id = n.instance_id) i on true`)
    .where({ 'n.kind': 'attachment', 'n.sender': sender, 'n.is_closed': false })
    .whereRaw("n.content->>'material' is not null")
    .orderByRaw("n.content->>'material', n.id desc");
  return run<OwnMaterial>(database, sql.select('*').from(latest.as('latest')).orderBy('material').limit(MOST));
}
