import { groupIncidents as readGroups, listIncidents as readIncidents } from '../../../store/read/incidents.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { incidentViews } from '../../views/incident.ts';
import { modelNames } from '../../views/model-names.ts';
import { readerOf } from '../../views/reader.ts';
import { shieldsOf } from '../../views/shield.ts';

export const listIncidents: Handler<'listIncidents'> = async ({ query, language, principal }, services) => {
  const { database } = services;
  const reader = await readerOf(services, principal, { cases: 'failure.read' });
  const paging = { ...pagingOf(query), sort: query.sort ?? ('cause' as const) };
  const page = await readIncidents(database, reader, { filter: query, paging });
  const shieldOf = await shieldsOf(
    services,
    principal,
    page.items.map(({ instanceId }) => instanceId),
  );
  const items = page.items.map((row) => shieldOf(row.instanceId).anything(row));
  return { ...pageOf(page, () => undefined), items: await incidentViews(services, language, items) };
};

export const groupIncidents: Handler<'groupIncidents'> = async ({ principal, language }, services) => {
  const { database, runtime } = services;
  const rows = await readGroups(database, await readerOf(services, principal, { cases: 'failure.read' }));
  const names = await modelNames(runtime, language, rows);
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
