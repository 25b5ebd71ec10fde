import type { CaseChange } from '../../commands/change.ts';
import { IS_WON, type Part } from './part.ts';

const IDS = { id: 'text', instanceId: 'text' } as const;

/** Parts of a case that changed, each written whole. */
export const upsertCaseParts: Part = {
  name: 'case_parts',
  columns: { ...IDS, parent: 'text', content: 'json' },
  rows: ({ instanceId, parts }) => parts?.changed.map((part) => ({ ...part, instanceId })) ?? [],
  sql: (rows) => `insert into instance_part (instance_id, id, parent, content)
    select x."instanceId", x.id, x.parent, x.content from ${rows} where ${IS_WON}
    on conflict (instance_id, id) do update set content = excluded.content`,
};

export const removeCaseParts: Part = {
  name: 'case_parts_removed',
  columns: IDS,
  rows: ({ instanceId, parts }: CaseChange) => parts?.removed.map((id) => ({ id, instanceId })) ?? [],
  sql: (rows) => `delete from instance_part t using ${rows}
    where ${IS_WON} and t.instance_id = x."instanceId" and t.id = x.id`,
};
