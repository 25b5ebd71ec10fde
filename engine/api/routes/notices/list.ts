import type { NoticeKind } from '../../../core/notices.ts';
import { listNotices, type NoticeFilter } from '../../../store/read/notices.ts';
import { principalsOf } from '../../../store/read/reader.ts';
import type { QueryOf } from '../../contract/operations.ts';
import { type MutablePage, pagingOf } from '../../paging.ts';
import { isOfficial, type Principal } from '../../principal.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance } from '../../views/instance.ts';
import { noticeViews, type ViewedKind, type Views } from '../../views/notice.ts';
import { readerOf } from '../../views/reader.ts';

type ListId = 'listCopies' | 'listUrges' | 'listSupervisions' | 'listConsultations' | 'listObjections';

export const listCopies: Handler<'listCopies'> = (call, services) => list<'copy'>('copy', call, services);
export const listUrges: Handler<'listUrges'> = (call, services) => list<'urge'>('urge', call, services);
export const listSupervisions: Handler<'listSupervisions'> = (call, services) =>
  list<'supervision'>('supervision', call, services);
export const listConsultations: Handler<'listConsultations'> = (call, services) =>
  list<'consultation'>('consultation', call, services);
export const listObjections: Handler<'listObjections'> = (call, services) =>
  list<'objection'>('objection', call, services);

async function list<Kind extends ViewedKind>(
  kind: Kind & NoticeKind,
  { query, principal, language }: Pick<Call<ListId>, 'query' | 'principal' | 'language'>,
  services: Services,
): Promise<MutablePage<Views[Kind]>> {
  const { instanceId } = query;
  if (instanceId !== undefined) await requireInstance(services, principal, instanceId);
  const waiting = 'waiting' in query && query.waiting === true;
  const wanted = { ...filterOf(query, principal, kind), waiting };
  const isOfAll = kind === 'objection' && wanted.sender === undefined && instanceId === undefined;
  const filter = isOfAll ? { ...wanted, seenBy: await readerOf(services, principal) } : wanted;
  const { items, nextCursor, total } = await listNotices(services.database, filter, pagingOf(query));
  const views = await noticeViews<Kind>(services, { principal, language }, items);
  return { items: views, nextCursor, ...(total === undefined ? {} : { total }) };
}

/** Objections are addressed to whoever decides them: managers find all of them about cases they see. */
function filterOf(query: QueryOf<ListId>, principal: Principal, kind: NoticeKind): NoticeFilter {
  const { box, instanceId, unread, open } = query;
  const common = {
    kinds: [kind],
    ...(unread === undefined ? {} : { unread }),
    ...(open === undefined ? {} : { open }),
  };
  if (box === 'sent') return { ...common, sender: principal.id, ...(instanceId === undefined ? {} : { instanceId }) };
  const isOfCase = instanceId !== undefined && box === undefined;
  if (isOfCase) return { ...common, instanceId, ...(isOfficial(principal) ? {} : { applicant: principal.id }) };
  const within = instanceId === undefined ? common : { ...common, instanceId };
  if (kind !== 'objection') return { ...within, recipients: principalsOf(principal) };
  const decides = principal.roles.some((role) => role === 'admin' || role === 'manager');
  return decides ? within : { ...within, sender: principal.id };
}
