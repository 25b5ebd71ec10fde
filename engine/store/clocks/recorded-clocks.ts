import type { ClockRecord } from '../../core/clock-record.ts';
import type { Database } from '../people/database.ts';

export interface RecordedClock {
  readonly instanceId: string;
  /** Of the entry of the journal. */
  readonly seq: number;
  readonly record: ClockRecord;
}

/** What was ever recorded of the clocks of cases, out of their journals, in order. */
export async function recordedClocks(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordedClock[]>> {
  const { rows } = await database.query<RecordedClock>(
    `select j.instance_id as "instanceId", j.seq, e.event -> 'record' as record
     from journal j, json_array_elements(j.events) with ordinality as e(event, position)
     where j.instance_id = any($1) and e.event ->> 'type' = 'clockRecorded'
     order by j.instance_id, j.seq, e.position`,
    [ids],
  );
  const found = new Map<string, RecordedClock[]>();
  for (const row of rows) {
    const known = found.get(row.instanceId);
    if (known) known.push(row);
    else found.set(row.instanceId, [row]);
  }
  return found;
}
