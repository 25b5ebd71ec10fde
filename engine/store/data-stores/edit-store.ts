import type pg from 'pg';
import type { StoreChange } from '../../commands/change.ts';
import { stringify } from '../../exact-json.ts';

export interface StoreEdit {
  readonly name: string;
  readonly value: unknown;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  readonly starts: StoreChange['starts'];
}

/** Writes a store whose row the client has locked, keeps who wrote what, and has the cases opened that this begins. */
export async function editStore(client: pg.ClientBase, { name, value, at, by, starts }: StoreEdit): Promise<void> {
  await client.query(
    `with written as (
       update data_store set value = $2::json, version = version + 1, updated_at = to_timestamp($3 / 1000.0), updated_by = $4, instance_id = null
       where name = $1 returning name, version, value)
     insert into data_store_edit (name, version, value, at, by) select name, version, value, to_timestamp($3 / 1000.0), $4 from written`,
    [name, stringify(value), at, by],
  );
  for (const { id, definitionId, definitionKey, elementId } of starts) {
    await client.query(
      `insert into job (id, kind, definition_id, definition_key, element_id, payload, created_at, due_at)
       values ($1, 'async', $2, $3, $4, '{"work":"condition"}', to_timestamp($5 / 1000.0), to_timestamp($5 / 1000.0))`,
      [id, definitionId, definitionKey, elementId, at],
    );
  }
}
