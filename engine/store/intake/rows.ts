export interface IntakeClass {
  readonly class: string;
  /** Name of the message that starts a case. */
  readonly message: string;
  readonly radiusM: number;
  readonly windowS: number;
  /** From which confidence on nobody has to look. */
  readonly threshold: number;
}

export type IncidentState = 'check' | 'filing' | 'filed' | 'dismissed';

export interface Incident {
  readonly id: string;
  readonly class: string;
  readonly state: IncidentState;
  readonly lat: number;
  readonly lon: number;
  /** Milliseconds since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly reports: number;
  readonly confidence: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly decidedBy: string | null;
  readonly instanceId: string | null;
}

export interface Report {
  readonly source: string;
  readonly eventId: string;
  readonly class: string;
  readonly lat: number;
  readonly lon: number;
  readonly at: number;
  readonly confidence: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Taken {
  readonly outcome: 'filing' | 'check' | 'merged';
  readonly incidentId: string;
}

export const INCIDENT_COLUMNS = `i.id, i.class, i.state, i.lat, i.lon, (extract(epoch from i.first_at) * 1000)::float8 as "firstAt",
  (extract(epoch from i.last_at) * 1000)::float8 as "lastAt", i.reports, i.confidence, i.data, i.decided_by as "decidedBy", i.instance_id as "instanceId"`;
