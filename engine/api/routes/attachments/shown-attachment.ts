import { type NoticeRow, readNotices } from '../../../store/read/notices.ts';
import type { Attachment } from '../../contract/attachments.ts';
import type { Services } from '../../services.ts';
import { attachmentViews } from '../../views/attachment.ts';
import type { Viewer } from '../../views/viewer.ts';

/** A file that must be there, after something was done to it. */
export async function shownAttachment(services: Services, viewer: Viewer, id: string): Promise<Attachment> {
  const rows: readonly NoticeRow[] = await readNotices(services.database, { kinds: ['attachment'], ids: [id] });
  const [view] = await attachmentViews(services, viewer, rows);
  if (!view) throw new Error(`Expected attachment ${id} to be there, but it is not.`);
  return view;
}
