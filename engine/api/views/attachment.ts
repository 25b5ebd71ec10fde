import type { Attachment as AttachmentNotice, Signature as SignatureNotice } from '../../core/notices.ts';
import { findNames } from '../../store/people/users.ts';
import { type NoticeRow, readNotices } from '../../store/read/notices.ts';
import type { Attachment, Signature } from '../contract/attachments.ts';
import { isShowable } from '../files/admitted-kind.ts';
import { timeText } from '../formats.ts';
import { actorIn } from '../names.ts';
import { isOfficial } from '../principal.ts';
import type { Services } from '../services.ts';
import type { Viewer } from './viewer.ts';

/** Files with their signatures; all of one case. */
export async function attachmentViews(
  { database, options }: Services,
  { principal, language }: Viewer,
  rows: readonly NoticeRow[],
): Promise<Attachment[]> {
  const [first] = rows;
  if (!first) return [];
  const signed = (await readNotices(database, { kinds: ['signature'], instanceId: first.instanceId })).map(
    ({ content }) => content as SignatureNotice,
  );
  const files = rows.map(({ content }) => content as AttachmentNotice);
  const people = [...files, ...signed].map(({ by }) => by);
  const names = await findNames(database, [...people, ...files.flatMap(({ removed }) => removed?.by ?? [])]);
  const nameOf = (id: string): string => {
    const found = names.get(id);
    return actorIn(language, found, id);
  };
  const signatureView = ({
    kind: _kind,
    attachment: _attachment,
    task: _task,
    element: _element,
    at,
    by,
    ...rest
  }: SignatureNotice): Signature => ({
    ...rest,
    by,
    byName: nameOf(by),
    at: timeText(at),
  });
  return files.map((file, index): Attachment => {
    const {
      id,
      name,
      type,
      size,
      sha256,
      level,
      visibility,
      by,
      at,
      removed,
      task = null,
      material = null,
      reused,
    } = file;
    const isOwner = by === principal.id;
    const manages = principal.roles.some((role) => role === 'admin' || role === 'manager');
    return {
      id,
      instanceId: rows[index]?.instanceId ?? '',
      taskId: task,
      name,
      type,
      size,
      sha256,
      level,
      visibility,
      material,
      reused: reused ? { attachmentId: reused.attachment, instanceId: reused.instance } : null,
      by,
      byName: nameOf(by),
      at: timeText(at),
      removed: removed
        ? { at: timeText(removed.at), by: removed.by, byName: nameOf(removed.by), text: removed.text }
        : null,
      preview: isShowable(type),
      signatures: signed.filter(({ attachment }) => attachment === id).map(signatureView),
      allowedActions: removed
        ? []
        : [...(isOwner || manages ? ['remove'] : []), ...(options.signer && isOfficial(principal) ? ['sign'] : [])],
    };
  });
}
