import { randomUUID } from 'node:crypto';
import { Refusal, refuse } from '../../../errors.ts';
import { checkProxy } from '../../../people/organisation/proxy-chain.ts';
import {
  findProxy,
  insertProxy,
  lockProxies,
  notActive,
  type ProxyRecord,
  endProxy as writeEnd,
} from '../../../store/people/proxies.ts';
import { listProxies as readProxies } from '../../../store/read/organisation.ts';
import type { ProxyView } from '../../contract/proxies.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { changeOrganisation } from './change.ts';

const view = ({ definitionKeys, elementIds, ...row }: ProxyRecord): ProxyView => ({
  ...row,
  definitionKeys: definitionKeys && [...definitionKeys],
  elementIds: elementIds && [...elementIds],
  since: timeText(row.since),
  until: timeTextOrNull(row.until),
  createdAt: timeText(row.createdAt),
});

const isAdministrator = ({ roles }: Principal): boolean => roles.includes('admin');

export const listProxies: Handler<'listProxies'> = async ({ query, principal }, { database }) => {
  const filter = isAdministrator(principal) ? query : { ...query, concerns: principal.id };
  return pageOf(await readProxies(database, filter, pagingOf(query)), view);
};

/** Nobody has acted before it was said: one that would begin in the past begins now. */
export const createProxy: Handler<'createProxy'> = async ({ body, principal }, services) => {
  if (body.principal !== principal.id && !isAdministrator(principal))
    refuse('forbidden', { right: 'principal | admin', actor: principal.id });
  const now = services.runtime.clock.now();
  const { since, until = null, definitionKeys = null, elementIds = null, includeExisting = true, reason = null } = body;
  const row: ProxyRecord = {
    id: randomUUID(),
    principal: body.principal,
    proxy: body.proxy,
    definitionKeys,
    elementIds,
    includeExisting,
    reason,
    since: since === undefined ? now : Math.max(now, Date.parse(since)),
    until: until === null ? null : Date.parse(until),
    createdBy: principal.id,
    createdAt: now,
  };
  const change = { principal, operation: 'createProxy', subject: row.principal, details: view(row) };
  await changeOrganisation(services, change, async (client) => {
    const checked = checkProxy(row, await lockProxies(client, now));
    if (!checked.ok) throw new Refusal(checked.failure);
    const inactive = await notActive(client, [row.principal, row.proxy]);
    if (inactive !== undefined) refuse('user-unknown', { user: inactive });
    await insertProxy(client, row);
  });
  return view(row);
};

/** The principal, the proxy or an administrator may end it; to others it is not there. */
export const endProxy: Handler<'endProxy'> = async ({ params: { id }, principal }, services) => {
  const now = services.runtime.clock.now();
  return changeOrganisation(services, { principal, operation: 'endProxy', subject: id }, async (client) => {
    await lockProxies(client, now);
    const found = await findProxy(client, id);
    const concerns = found && [found.principal, found.proxy].includes(principal.id);
    if (!found || !(concerns || isAdministrator(principal))) return refuse('not-found', { kind: 'proxy', id });
    if (found.until !== null && found.until <= now) refuse('proxy-ended', { id, until: timeText(found.until) });
    await writeEnd(client, id, now);
    return view((await findProxy(client, id)) ?? found);
  });
};
