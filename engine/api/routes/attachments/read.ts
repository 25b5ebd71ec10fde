import { Readable } from 'node:stream';
import type { Attachment as AttachmentNotice } from '../../../core/notices.ts';
import { refuse } from '../../../errors.ts';
import { readBlob } from '../../../store/blobs/read-blob.ts';
import { listNotices } from '../../../store/read/notices.ts';
import { isShowable } from '../../files/admitted-kind.ts';
import { pagingOf } from '../../paging.ts';
import { isOfficial } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { attachmentViews } from '../../views/attachment.ts';
import { requireInstance } from '../../views/instance.ts';
import { requireNotice, worksOn } from '../notices/access.ts';

export const listAttachments: Handler<'listAttachments'> = async ({ query, principal, language }, services) => {
  const { instanceId, removed = false } = query;
  await requireInstance(services, principal, instanceId);
  const sees = isOfficial(principal) ? {} : { applicant: principal.id };
  const unrestricted = (await worksOn(services, principal, instanceId)) ? {} : { unrestricted: true as const };
  const filter = {
    kinds: ['attachment' as const],
    instanceId,
    ...sees,
    ...unrestricted,
    ...(removed ? {} : { open: true }),
  };
  const { items, nextCursor, total } = await listNotices(services.database, filter, pagingOf(query));
  const views = await attachmentViews(services, { principal, language }, items);
  return { items: views, nextCursor, ...(total === undefined ? {} : { total }) };
};

export const getAttachment: Handler<'getAttachment'> = async ({ params, principal, language }, services) => {
  const row = await requireNotice(services, principal, { id: params.id, kind: 'attachment' });
  const [view] = await attachmentViews(services, { principal, language }, [row]);
  return view ?? refuse('not-found', { kind: 'attachment', id: params.id });
};

/** Nothing in a file may run, whatever it holds: no scripts, no frames, a type of ours, and saved unless it is of a kind that is only shown. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const getAttachmentContent: Handler<'getAttachmentContent'> = async (
  { params, query, principal, ctx },
  services,
) => {
  const { content } = await requireNotice(services, principal, { id: params.id, kind: 'attachment' });
  const { name, type, size, sha256 } = content as AttachmentNotice;
  const shown = query.inline === true && isShowable(type);
  ctx.compress = false;
  ctx.status = 200;
  ctx.attachment(name, { type: shown ? 'inline' : 'attachment' });
  ctx.set({
    'Content-Type': shown ? (type === 'text/plain' ? 'text/plain; charset=utf-8' : type) : 'application/octet-stream',
    'Content-Length': String(size),
    'Content-Security-Policy': INERT,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ETag: `"${sha256}"`,
  });
  ctx.body = Readable.from(readBlob(services.database, sha256), { objectMode: false });
  return undefined;
};
