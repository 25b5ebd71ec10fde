/** Which reports are of one thing: of one class, near each other and close in time. Pure, so that it can be judged against plain counting. */
import type { Incident, IntakeClass, Report, Taken } from './rows.ts';

export interface Gathered {
  /** In the order of the reports. */
  readonly taken: readonly Taken[];
  /** What is new or has changed. */
  readonly incidents: readonly Incident[];
}

/** `known` are the incidents that may be meant; the order of the reports decides where one fits several. */
export function gather(
  reports: readonly Report[],
  known: readonly Incident[],
  { classes, newId }: { readonly classes: ReadonlyMap<string, IntakeClass>; readonly newId: () => string },
): Gathered {
  const byClass = new Map<string, Map<string, Incident>>();
  const incidentsOf = (name: string): Map<string, Incident> => {
    const incidents = byClass.get(name) ?? new Map<string, Incident>();
    byClass.set(name, incidents);
    return incidents;
  };
  for (const incident of known) incidentsOf(incident.class).set(incident.id, incident);
  const touched = new Set<string>();
  const taken = reports.map((report): Taken => {
    const rules = classes.get(report.class);
    if (!rules) throw new Error(`Expected the class ${report.class} to be known, but it is not.`);
    const incidents = incidentsOf(report.class);
    const near = nearest(report, incidents.values(), rules);
    const incident = near ? merged(near, report, rules) : begun(newId(), report, rules);
    incidents.set(incident.id, incident);
    touched.add(incident.id);
    const outcome = near ? 'merged' : incident.state === 'filing' ? 'filing' : 'check';
    return { outcome, incidentId: incident.id };
  });
  const all = [...byClass.values()].flatMap((incidents) => [...incidents.values()]);
  return { taken, incidents: all.filter(({ id }) => touched.has(id)) };
}

function nearest(
  report: Report,
  incidents: Iterable<Incident>,
  { radiusM, windowS }: IntakeClass,
): Incident | undefined {
  let best: Incident | undefined;
  let least = radiusM;
  for (const incident of incidents) {
    const isInTime = report.at >= incident.firstAt - windowS * 1_000 && report.at <= incident.lastAt + windowS * 1_000;
    if (!isInTime) continue;
    const distance = metresBetween(report, incident);
    if (distance > least || (distance === least && best)) continue;
    best = incident;
    least = distance;
  }
  return best;
}

/** What somebody has dismissed stays dismissed, however sure the next report is. */
const merged = (incident: Incident, { at, confidence }: Report, { threshold }: IntakeClass): Incident => ({
  ...incident,
  state: incident.state === 'check' && confidence >= threshold ? 'filing' : incident.state,
  firstAt: Math.min(incident.firstAt, at),
  lastAt: Math.max(incident.lastAt, at),
  reports: incident.reports + 1,
  confidence: Math.max(incident.confidence, confidence),
});

const begun = (
  id: string,
  { class: name, lat, lon, at, confidence, data }: Report,
  { threshold }: IntakeClass,
): Incident => ({
  id,
  class: name,
  state: confidence >= threshold ? 'filing' : 'check',
  lat,
  lon,
  firstAt: at,
  lastAt: at,
  reports: 1,
  confidence,
  data,
  decidedBy: null,
  instanceId: null,
});

interface Place {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine), metres. */
export function metresBetween(a: Place, b: Place): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
