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
  readonly definitionName: string;
}

/** Of each material the latest file that somebody handed in and nobody removed; at most so many. */
const MOST = 200;

export function readOwnMaterials(database: Database, sender: string): Promise<readonly OwnMaterial[]> {
  const latest = sql
    .select(
      sql.raw(`distinct on (n.content->>'material') n.id as "attachmentId", n.content->>'material' as material, n.content->>'name' as name,
        n.content->>'type' as type, (n.content->>'size')::integer as size, n.sha256, n.at, n.instance_id as "instanceId",
        n.business_key as "businessKey", coalesce(d.name, n.definition_key) as "definitionName"`),
    )
    .from('notice as n')
    .joinRaw('left join definition d on d.id = n.definition_id')
    .where({ 'n.kind': 'attachment', 'n.sender': sender, 'n.is_closed': false })
    .whereRaw("n.content->>'material' is not null")
    .orderByRaw("n.content->>'material', n.id desc");
  return run<OwnMaterial>(database, sql.select('*').from(latest.as('latest')).orderBy('material').limit(MOST));
}
