import { itemNameOf } from '../../commands/item-materials.ts';
import type { Language } from '../../errors.ts';
import { decodeState } from '../../store/codec.ts';
import { findNames } from '../../store/people/users.ts';
import { incidentsOf } from '../../store/read/incidents.ts';
import type { InstanceRow } from '../../store/read/instances.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { actorIn, nameIn } from '../names.ts';
import type { Services } from '../services.ts';
import { elementViews } from './elements.ts';
import { limitOf } from './instance.ts';
import { serviceNameOf } from './service-name.ts';
import { caseShield } from './shield.ts';
import type { Viewer } from './viewer.ts';

/** Cases as rows of a table: what has a column of its own in a list, nothing of their data. Far cheaper than whole views. */
export async function caseRows(services: Services, viewer: Viewer, rows: readonly InstanceRow[]) {
  const { database, runtime } = services;
  const open = rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
  const failed = new Set(
    (open.length > 0 ? await incidentsOf(database, open) : []).map(({ instanceId }) => instanceId),
  );
  const names = await findNames(
    database,
    rows.map(({ initiator }) => initiator),
  );
  const made = [];
  for (const row of rows) {
    const state = decodeState(row.state, row.variables);
    const shield = await caseShield(services, viewer.principal, { row, state, variables: row.variables });
    const head = runtime.definitions.head(row.definitionId);
    const found = names.get(row.initiator ?? '');
    made.push({
      id: row.id,
      businessKey: shield.anything(row.businessKey),
      definitionKey: row.definitionKey,
      definitionName: head ? nameIn(viewer.language, head) : row.definitionKey,
      serviceName: serviceNameOf(runtime, viewer.language, {
        definitionId: row.definitionId,
        item: itemNameOf(state),
      }),
      version: head?.version ?? 0,
      status: row.status === 'active' && failed.has(row.id) ? 'incident' : row.status,
      ...limitOf(state),
      steps: row.endedAt === null ? await stepsOf(services, viewer.language, state) : '',
      initiator: row.initiator,
      initiatorName: row.initiator === null ? null : actorIn(viewer.language, found, row.initiator),
      startedAt: timeText(row.startedAt),
      endedAt: timeTextOrNull(row.endedAt),
    });
  }
  return made;
}

/** Where a case is, in the words of its model. */
async function stepsOf(
  { runtime: { definitions } }: Services,
  language: Language,
  state: ReturnType<typeof decodeState>,
): Promise<string> {
  const elements = await definitions.withLoaded(() => elementViews(state, definitions, language));
  return [...new Set(elements.map(({ name, elementId }) => name || elementId))].join(' · ');
}
