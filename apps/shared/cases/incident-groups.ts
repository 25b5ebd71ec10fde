/** Causes of incidents with one message in words each: the groups carry codes only. */
import { api } from '../api/client.ts';
import type { IncidentGroup } from '../api/types.ts';

export interface Cause extends IncidentGroup {
  readonly id: string;
  /** Of one incident of the group, in the reader's language; empty where there are too many to look through. */
  readonly message: string;
}

const MOST = 500;
const causeOf = ({
  definitionKey,
  elementId,
  code,
}: Pick<IncidentGroup, 'definitionKey' | 'elementId' | 'code'>): string => [definitionKey, elementId, code].join(' ');

export async function loadCauses(signal: AbortSignal): Promise<readonly Cause[]> {
  const [groups, incidents] = await Promise.all([
    api.get('/incidents/groups', { signal }),
    api.get('/incidents', { query: { sort: 'cause', limit: MOST }, signal }),
  ]);
  const messages = new Map(incidents.items.map((incident) => [causeOf(incident), incident.message]));
  return groups.items.map((group) => {
    const id = causeOf(group);
    return { ...group, id, message: messages.get(id) ?? '' };
  });
}
