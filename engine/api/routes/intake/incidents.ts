import { refuse } from '../../../errors.ts';
import {
  decideIncident,
  intakeIncidentExists,
  listIntakeIncidents as listRows,
} from '../../../store/intake/incidents.ts';
import type { Incident } from '../../../store/intake/rows.ts';
import type { IntakeIncident } from '../../contract/intake.ts';
import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';

/** Ids sort by creation, so the last one is the cursor. */
export const listIntakeIncidents: Handler<'listIntakeIncidents'> = async ({ query }, { database }) => {
  const { state = 'check', limit = 50, cursor = '' } = query;
  const rows = await listRows(database, { state, after: cursor, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return { items: items.map(viewOf), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

export const confirmIntakeIncident: Handler<'confirmIntakeIncident'> = ({ params, principal }, services) =>
  decide(services, { id: params.id, state: 'filing', by: principal.id });

export const dismissIntakeIncident: Handler<'dismissIntakeIncident'> = ({ params, principal }, services) =>
  decide(services, { id: params.id, state: 'dismissed', by: principal.id });

async function decide(
  { database, runtime }: Services,
  decision: Parameters<typeof decideIncident>[1],
): Promise<IntakeIncident> {
  const decided = await decideIncident(database, decision);
  if (!decided) {
    const { id } = decision;
    if (!(await intakeIncidentExists(database, id))) refuse('not-found', { kind: 'incident', id });
    refuse('incident-decided', { id });
  }
  runtime.intake.file();
  return viewOf(decided);
}

const viewOf = ({ lat, lon, firstAt, lastAt, ...incident }: Incident): IntakeIncident => ({
  ...incident,
  position: { lat, lon },
  firstAt: timeText(firstAt),
  lastAt: timeText(lastAt),
});
