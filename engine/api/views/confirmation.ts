import { reopeningAsked } from '../../commands/change-rows.ts';
import { proceedingsOf } from '../../commands/proceedings.ts';
import { mayAnswer } from '../../commands/second-person.ts';
import type { InstanceState } from '../../core/state.ts';
import type { ConfirmationRow } from '../../store/read/confirmations.ts';
import type { InstanceRow } from '../../store/read/instances.ts';
import type { Confirmation } from '../contract/confirmation.ts';
import { timeText } from '../formats.ts';
import { nameIn } from '../names.ts';
import { actorOf } from '../principal.ts';
import type { Services } from '../services.ts';
import { nameOfAll } from './people.ts';
import { shieldsOf } from './shield.ts';
import type { Viewer } from './viewer.ts';

/** Requests with what the caller may answer, by the rule that also judges the answer. */
export async function confirmationViews(
  services: Services,
  { principal, language }: Viewer,
  rows: readonly ConfirmationRow[],
): Promise<Confirmation[]> {
  const nameOf = await nameOfAll(services, language, [...rows.map(({ by }) => by), ...(principal.names ?? [])]);
  const actor = actorOf(principal);
  const shieldFor = await shieldsOf(
    services,
    principal,
    rows.map(({ instanceId }) => instanceId),
  );
  const processName = (key: string): string => {
    const [newest] = services.runtime.definitions.versions('process', key);
    return newest ? nameIn(language, newest) : key;
  };
  const placesOf = ({ entitled }: ConfirmationRow) =>
    (actor.names ?? []).filter((name) => name !== actor.id && entitled.includes(`user:${name}`)).map(nameOf);
  return rows.map((row) => ({
    id: row.id,
    instanceId: row.instanceId,
    definitionKey: row.definitionKey,
    definitionName: processName(row.definitionKey),
    businessKey: shieldFor(row.instanceId).anything(row.businessKey),
    verb: row.verb,
    reason: shieldFor(row.instanceId).anything(row.reason),
    ...(row.ground !== null && {
      reopening: { ground: row.ground, order: shieldFor(row.instanceId).anything(row.order) },
    }),
    by: nameOf(row.by),
    at: timeText(row.at),
    expiresAt: timeText(row.expiresAt),
    ...(placesOf(row).length > 0 && { inPlaceOf: placesOf(row) }),
    allowedActions: row.by === actor.id ? ['withdraw'] : mayAnswer(row, actor) ? ['confirm', 'refuse'] : [],
  }));
}

/** What of one case waits for a second person, the oldest first. */
export async function requestsOf(
  services: Services,
  viewer: Viewer,
  { state, row }: { readonly state: InstanceState; readonly row: InstanceRow },
): Promise<Confirmation[]> {
  const requests = Object.values(proceedingsOf(state).requests).sort((a, b) => a.at - b.at);
  if (requests.length === 0) return [];
  const { id: instanceId, definitionKey, businessKey } = row;
  return confirmationViews(
    services,
    viewer,
    requests.map((request) => ({ ...request, instanceId, definitionKey, businessKey, ...reopeningAsked(request) })),
  );
}
