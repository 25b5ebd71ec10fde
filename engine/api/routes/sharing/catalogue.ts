/** 政务数据资源目录. */
import { Refusal, refuse } from '../../../errors.ts';
import { checkEntry } from '../../../sharing/entry.ts';
import { findDepartment } from '../../../store/people/departments.ts';
import { recorded } from '../../../store/people/organisation-changes.ts';
import { type EntryRow, entriesAround, findEntry, listEntries, putEntry } from '../../../store/sharing/entries.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { entryView, requireBureau } from '../../views/sharing.ts';

export const listDataCatalogue: Handler<'listDataCatalogue'> = async ({ query, language }, services) => {
  const { provider, sharing, q } = query;
  const page = await listEntries(services.database, { provider, sharing, q }, pagingOf(query));
  return pageOf(page, (row) => entryView(services, language, row));
};

export const getDataEntry: Handler<'getDataEntry'> = async ({ params: { id }, language }, services) => {
  const found = (await findEntry(services.database, id)) ?? refuse('not-found', { kind: 'data-entry', id });
  return entryView(services, language, found);
};

export const putDataEntry: Handler<'putDataEntry'> = async (call, services) => {
  const { params, body, principal, language } = call;
  requireBureau(services, principal);
  const { database, runtime } = services;
  const entry = await entryFrom(call, services);
  if (entry.topic !== null && !runtime.sharing.isQuery(entry.topic))
    refuse('data-entry-invalid', {
      reason: `"${entry.topic}" is no query that a department answers here`,
      reasonZh: `“${entry.topic}”不是本系统已接入的查询接口`,
    });
  const change = {
    at: entry.changedAt,
    actor: principal.id,
    operation: 'putDataEntry',
    subject: params.id,
    details: body,
  };
  await recorded(database, change, async (client) => {
    const checked = checkEntry(entry, await entriesAround(client, entry));
    if (!checked.ok) throw new Refusal(checked.failure);
    await putEntry(client, entry);
  });
  runtime.sharing.changed();
  return entryView(services, language, entry);
};

async function entryFrom(
  { params, body, principal }: Call<'putDataEntry'>,
  { database, runtime }: Services,
): Promise<EntryRow> {
  const now = runtime.clock.now();
  const before = await findEntry(database, params.id);
  const department = await findDepartment(database, body.provider);
  const known = before?.provider === body.provider ? before : undefined;
  if (!department && !known) refuse('not-found', { kind: 'department', id: body.provider });
  return {
    code: params.id,
    element: body.element,
    copyOf: body.copyOf ?? null,
    nameZh: body.nameZh,
    nameEn: body.nameEn,
    provider: body.provider,
    providerZh: department?.nameZh ?? known?.providerZh ?? body.provider,
    providerEn: department?.nameEn ?? known?.providerEn ?? body.provider,
    topic: body.topic ?? null,
    subject: body.subject ?? null,
    items: body.items,
    updateCycle: body.updateCycle,
    sharing: body.sharing,
    opening: body.opening,
    basis: body.basis ?? null,
    basisEn: body.basisEn ?? null,
    format: body.format,
    processGrant: body.processGrant ?? true,
    objectionDays: body.objectionDays ?? 5,
    sloMs: body.sloMs ?? null,
    since: body.since === undefined ? (before?.since ?? now) : Date.parse(body.since),
    until: body.until === undefined || body.until === null ? null : Date.parse(body.until),
    changedBy: principal.id,
    changedAt: now,
  };
}
