import type pg from 'pg';
import { INCIDENT_COLUMNS, type Incident, type IncidentState } from './rows.ts';

/** In the order in which they began; `after` is the id of the last one that is known. */
export async function listIntakeIncidents(
  pool: pg.Pool,
  { state, after, limit }: { readonly state: IncidentState; readonly after: string; readonly limit: number },
): Promise<readonly Incident[]> {
  const { rows } = await pool.query<Incident>(
    `select ${INCIDENT_COLUMNS} from intake_incident i where i.state = $1 and i.id > $2 order by i.id limit $3`,
    [state, after, limit],
  );
  return rows;
}

/** Undefined where it waits for no decision any more. */
export async function decideIncident(
  pool: pg.Pool,
  { id, state, by }: { readonly id: string; readonly state: 'filing' | 'dismissed'; readonly by: string },
): Promise<Incident | undefined> {
  const { rows } = await pool.query<Incident>(
    `update intake_incident i set state = $2, decided_by = $3 where i.id = $1 and i.state = 'check' returning ${INCIDENT_COLUMNS}`,
    [id, state, by],
  );
  return rows[0];
}

export async function markFiled(pool: pg.Pool, id: string, instanceId: string | null): Promise<void> {
  await pool.query(`update intake_incident set state = 'filed', instance_id = $2 where id = $1 and state = 'filing'`, [
    id,
    instanceId,
  ]);
}

export async function intakeIncidentExists(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from intake_incident where id = $1', [id]);
  return rowCount === 1;
}
