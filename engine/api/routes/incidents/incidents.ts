import { groupIncidents as readGroups, listIncidents as readIncidents } from '../../../store/read/incidents.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { incidentView } from '../../views/incident.ts';

export const listIncidents: Handler<'listIncidents'> = async ({ query, language }, { database }) => {
  const page = await readIncidents(database, query, { ...pagingOf(query), sort: query.sort ?? 'cause' });
  return pageOf(page, (row) => incidentView(row, language));
};

export const groupIncidents: Handler<'groupIncidents'> = async (_call, { database }) => ({
  items: (await readGroups(database)).map((row) => ({
    ...row,
    oldest: timeText(row.oldest),
    newest: timeText(row.newest),
  })),
});

export const resolveIncident: Handler<'resolveIncident'> = async (call, services) => {
  const { id } = call.params;
  await submit(services, call, { command: 'resolve-incident', target: { incidentId: id }, input: { incidentId: id } });
  return undefined;
};
