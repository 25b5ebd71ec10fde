import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { gather } from './gather.ts';
import { INCIDENT_COLUMNS, type Incident, type IntakeClass, type Report, type Taken } from './rows.ts';

export interface TakenReport extends Taken {
  readonly repeated: boolean;
}

/** Serialises all processes: two that take reports of one thing at the same time would each begin an incident. */
const LOCK = 7_205_021;
const METRES_PER_DEGREE = 111_000;

/** Takes reports in their order, in one transaction; answers in that order. Those that are known already get their first answer. */
export function takeReports(
  pool: pg.Pool,
  reports: readonly Report[],
  context: { readonly classes: ReadonlyMap<string, IntakeClass>; readonly newId: () => string },
): Promise<readonly TakenReport[]> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const known = await knownReports(client, reports);
    const fresh = [...new Map(reports.map((report) => [keyOf(report), report])).entries()].filter(
      ([key]) => !known.has(key),
    );
    const news = fresh.map(([, report]) => report);
    const { taken, incidents } = gather(news, await candidates(client, news, context.classes), context);
    await putIncidents(client, incidents);
    await putReports(client, news, taken);
    const answers = new Map([...known, ...fresh.map(([key], index) => [key, taken[index] as Taken] as const)]);
    const seen = new Set(known.keys());
    return reports.map((report) => {
      const key = keyOf(report);
      const repeated = seen.has(key);
      seen.add(key);
      return { ...(answers.get(key) as Taken), repeated };
    });
  });
}

const keyOf = ({ source, eventId }: Pick<Report, 'source' | 'eventId'>): string => JSON.stringify([source, eventId]);

async function knownReports(client: pg.PoolClient, reports: readonly Report[]): Promise<Map<string, Taken>> {
  const { rows } = await client.query<Taken & { source: string; eventId: string }>(
    `select e.source, e.event_id as "eventId", e.outcome, e.incident_id as "incidentId"
     from unnest($1::text[], $2::text[]) as r(source, event_id) join intake_event e using (source, event_id)`,
    [reports.map(({ source }) => source), reports.map(({ eventId }) => eventId)],
  );
  return new Map(
    rows.map(({ source, eventId, outcome, incidentId }) => [keyOf({ source, eventId }), { outcome, incidentId }]),
  );
}

/** A generous box around each report; what is really near is measured afterwards. */
async function candidates(
  client: pg.PoolClient,
  reports: readonly Report[],
  classes: ReadonlyMap<string, IntakeClass>,
): Promise<readonly Incident[]> {
  const rulesOf = (report: Report): IntakeClass => classes.get(report.class) as IntakeClass;
  const { rows } = await client.query<Incident>(
    `select distinct on (i.id) ${INCIDENT_COLUMNS}
     from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[]) as r(class, lat, radius, at, span, lon)
     join intake_incident i on i.class = r.class and i.lat between r.lat - r.radius and r.lat + r.radius
       and (abs(i.lon - r.lon) > 180 or abs(i.lon - r.lon) * greatest(cos(radians(r.lat)), 0.001) <= r.radius)
       and i.last_at >= to_timestamp((r.at - r.span) / 1000) and i.first_at <= to_timestamp((r.at + r.span) / 1000)`,
    [
      reports.map((report) => report.class),
      reports.map(({ lat }) => lat),
      reports.map((report) => rulesOf(report).radiusM / METRES_PER_DEGREE),
      reports.map(({ at }) => at),
      reports.map((report) => rulesOf(report).windowS * 1_000),
      reports.map(({ lon }) => lon),
    ],
  );
  return rows;
}

/** The state may have changed since it was read: by who files, or by a person. Only what still waits goes on. */
async function putIncidents(client: pg.PoolClient, incidents: readonly Incident[]): Promise<void> {
  if (incidents.length === 0) return;
  await client.query(
    `insert into intake_incident (id, class, state, lat, lon, first_at, last_at, reports, confidence, data)
     select id, class, state, lat, lon, to_timestamp("firstAt" / 1000), to_timestamp("lastAt" / 1000), reports, confidence, data
     from jsonb_to_recordset($1) as r(id text, class text, state text, lat float8, lon float8, "firstAt" float8, "lastAt" float8, reports int, confidence float8, data jsonb)
     on conflict (id) do update set state = case when intake_incident.state = 'check' then excluded.state else intake_incident.state end, first_at = excluded.first_at, last_at = excluded.last_at,
       reports = excluded.reports, confidence = excluded.confidence`,
    [JSON.stringify(incidents)],
  );
}

async function putReports(client: pg.PoolClient, reports: readonly Report[], taken: readonly Taken[]): Promise<void> {
  if (reports.length === 0) return;
  await client.query(
    `insert into intake_event (source, event_id, incident_id, outcome, at, lat, lon, confidence)
     select source, event_id, incident_id, outcome, to_timestamp(at / 1000), lat, lon, confidence
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
       as r(source, event_id, incident_id, outcome, at, lat, lon, confidence)`,
    [
      reports.map(({ source }) => source),
      reports.map(({ eventId }) => eventId),
      taken.map(({ incidentId }) => incidentId),
      taken.map(({ outcome }) => outcome),
      reports.map(({ at }) => at),
      reports.map(({ lat }) => lat),
      reports.map(({ lon }) => lon),
      reports.map(({ confidence }) => confidence),
    ],
  );
}
