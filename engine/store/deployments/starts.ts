/** Start events that wait outside a case: always those of the version of a process that is in effect. */

import type pg from 'pg';
import type { StartEvent } from '../../commands/start-events.ts';
import { stringify } from '../../exact-json.ts';

export type StartRow = StartEvent & { readonly id: string };

/** Start events of a process stop waiting. Timers that were due before `from` stay: their time came first, and they fire once more. */
export async function removeStarts(client: pg.ClientBase, definitionKey: string, from = 0): Promise<void> {
  await client.query('delete from subscription where instance_id is null and definition_key = $1', [definitionKey]);
  await client.query(
    `delete from job where instance_id is null and kind = 'timer' and definition_key = $1 and due_at >= to_timestamp($2 / 1000.0)`,
    [definitionKey, from],
  );
}

export interface Starts {
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly starts: readonly StartRow[];
  readonly at: number;
  /** They wait, but nothing reaches them until the definition is active again. */
  readonly suspended?: boolean;
}

/** Start events of a definition begin to wait. */
export async function insertStarts(
  client: pg.ClientBase,
  { definitionId, definitionKey, starts, at, suspended = false }: Starts,
): Promise<void> {
  for (const start of starts) {
    const common = [start.id, definitionId, definitionKey, start.elementId, at, suspended];
    if (start.kind === 'timer') {
      await client.query(
        `insert into job (id, kind, definition_id, definition_key, element_id, created_at, suspended, payload, due_at)
         values ($1, 'timer', $2, $3, $4, to_timestamp($5 / 1000.0), $6, $7, to_timestamp($8 / 1000.0))`,
        [...common, stringify(start.payload), start.dueAt],
      );
    } else {
      await client.query(
        `insert into subscription (id, definition_id, definition_key, element_id, created_at, suspended, kind, name)
         values ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6, $7, $8)`,
        [...common, start.kind, start.name],
      );
    }
  }
}

/** How many start timers wait, those of versions that are not in effect yet included. */
export async function countStartTimers(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select ((select count(*) from job where instance_id is null and kind = 'timer')
       + (select count(*) from job j, json_array_elements(j.payload -> 'definitions') d, json_array_elements(d -> 'starts') s
          where j.instance_id is null and j.kind = 'async' and j.payload ->> 'work' = 'activate' and s ->> 'kind' = 'timer'))::integer as count`,
  );
  return rows[0]?.count ?? 0;
}
