import { groupIncidents as readGroups, listIncidents as readIncidents } from '../../../store/read/incidents.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { incidentViews } from '../../views/incident.ts';
import { modelNames } from '../../views/model-names.ts';

export const listIncidents: Handler<'listIncidents'> = async ({ query, language }, { database, runtime }) => {
  const page = await readIncidents(database, query, { ...pagingOf(query), sort: query.sort ?? 'cause' });
  return { ...pageOf(page, () => undefined), items: await incidentViews(runtime, language, page.items) };
};

export const groupIncidents: Handler<'groupIncidents'> = async (_call, { database, runtime }) => {
  const rows = await readGroups(database);
  const names = await modelNames(
    runtime,
    rows.map(({ definitionKey }) => definitionKey),
  );
  return {
    items: rows.map((row) => ({
      ...row,
      definitionName: names.process(row.definitionKey),
      elementName: names.element(row.definitionKey, row.elementId),
      oldest: timeText(row.oldest),
      newest: timeText(row.newest),
    })),
  };
};

export const resolveIncident: Handler<'resolveIncident'> = async (call, services) => {
  const { id } = call.params;
  await submit(services, call, { command: 'resolve-incident', target: { incidentId: id }, input: { incidentId: id } });
  return undefined;
};
