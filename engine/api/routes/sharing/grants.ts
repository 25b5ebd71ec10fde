/** Grants of shared data: those of departments come with a demand, those of processes are given here. */
import { type Language, refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { blockFor, type DataGrant, isLive } from '../../../sharing/judge-read.ts';
import { departmentNames } from '../../../store/people/departments.ts';
import { recorded } from '../../../store/people/organisation-changes.ts';
import { allBlocks } from '../../../store/sharing/blocks.ts';
import { findEntry } from '../../../store/sharing/entries.ts';
import { changeGrant, findGrant, type GrantRow, insertGrant, listGrants } from '../../../store/sharing/grants.ts';
import type { DataGrantView } from '../../contract/sharing.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { entryNames, partiesOf } from '../../views/sharing.ts';

export const listDataGrants: Handler<'listDataGrants'> = async ({ query, principal, language }, services) => {
  const { code, department } = query;
  const page = await listGrants(services.database, { code, department }, pagingOf(query));
  const views = await grantViews(services, { principal, language, rows: page.items });
  return { ...pageOf(page, () => undefined), items: views };
};

interface Shown {
  readonly principal: Principal;
  readonly language: Language;
  readonly rows: readonly GrantRow[];
}

async function grantViews(services: Services, { principal, language, rows }: Shown): Promise<DataGrantView[]> {
  const names = await entryNames(services, language);
  const departments = await departmentNames(services.database, [
    ...new Set(rows.flatMap(({ department }) => department ?? [])),
  ]);
  const now = services.runtime.clock.now();
  const called = (id: string): string => {
    const found = departments.get(id);
    return (language === 'zh' ? found?.nameZh : found?.nameEn) || id;
  };
  return rows.map(({ grantedBy: _by, grantedAt: _at, ...row }) => ({
    ...row,
    name: names.name(row.code),
    items: [...row.items],
    holder: row.department === null ? (row.process ?? '') : called(row.department),
    since: timeText(row.since),
    until: timeText(row.until),
    suspendedAt: timeTextOrNull(row.suspendedAt),
    state: stateOf(row, now),
    changeable: partiesOf(services, principal, names.entry(row.code)?.provider ?? null).length > 0,
  }));
}

function stateOf(row: DataGrant, now: number): DataGrantView['state'] {
  if (row.until <= now) return 'ended';
  if (row.suspendedAt !== null) return 'suspended';
  return isLive(row, now) ? 'valid' : 'future';
}

export const createDataGrant: Handler<'createDataGrant'> = async ({ body, principal, language }, services) => {
  const { database, runtime } = services;
  const { code, process, purpose } = body;
  const entry = (await findEntry(database, code)) ?? refuse('not-found', { kind: 'data-entry', id: code });
  if (partiesOf(services, principal, entry.provider).length === 0) refuse('forbidden');
  const now = runtime.clock.now();
  const until = Date.parse(body.until);
  if (until <= now) refuse('period-invalid', { since: timeText(now), until: timeText(until) });
  if (entry.sharing === 'none') refuse('data-not-shared', { code, basis: entry.basis ?? '' });
  const block = blockFor(entry, { departments: [] }, { blocks: await allBlocks(database), now });
  if (block) refuse('data-forbidden', { code, id: block.id });
  const known = entry.items.map(({ name }) => name);
  const unknown = body.items?.find((name) => !known.includes(name));
  if (unknown !== undefined) refuse('data-item-unknown', { code, item: unknown });
  const id = uuidv7(now);
  const items = body.items === undefined || body.items.length === 0 ? known : body.items;
  const shape = { id, code, department: null, process, items, purpose, plain: true, perHour: 100_000 };
  const grant = { ...shape, since: now, until, demandId: null, grantedBy: principal.id, grantedAt: now };
  const change = { at: now, actor: principal.id, operation: 'createDataGrant', subject: id, details: body };
  await recorded(database, change, (client) => insertGrant(client, grant));
  runtime.sharing.changed();
  return showGrant(services, { principal, language, id });
};

export const changeDataGrant: Handler<'changeDataGrant'> = async (call, services) => {
  const { params, body, principal, language } = call;
  const { database, runtime } = services;
  const { id } = params;
  const at = runtime.clock.now();
  const change = { at, actor: principal.id, operation: 'changeDataGrant', subject: id, details: body };
  await recorded(database, change, async (client) => {
    const found = (await findGrant(client, id)) ?? refuse('not-found', { kind: 'data-grant', id });
    const entry = await findEntry(client, found.code);
    if (partiesOf(services, principal, entry?.provider ?? null).length === 0) refuse('forbidden');
    if (found.until <= at) refuse('data-grant-ended', { code: found.code });
    const isStopped = body.action === 'suspend';
    await changeGrant(client, {
      id,
      suspendedAt: isStopped ? at : null,
      suspendedBy: isStopped ? principal.id : null,
      reason: body.reason,
      until: body.action === 'end' ? at : found.until,
    });
  });
  runtime.sharing.changed();
  return showGrant(services, { principal, language, id });
};

async function showGrant(
  services: Services,
  { id, ...viewer }: Pick<Shown, 'principal' | 'language'> & { readonly id: string },
): Promise<DataGrantView> {
  const row = (await findGrant(services.database, id)) ?? refuse('not-found', { kind: 'data-grant', id });
  const [view] = await grantViews(services, { ...viewer, rows: [row] });
  return view ?? refuse('not-found', { kind: 'data-grant', id });
}
