/** Who may see what was told: its sender, its receivers, and officials who may see its case; who asked for the case, what is meant for him. */
import type { NoticeKind } from '../../../core/notices.ts';
import { isForApplicant } from '../../../core/notices.ts';
import { refuse } from '../../../errors.ts';
import { findInstance } from '../../../store/read/instances.ts';
import { type NoticeRow, readNotices } from '../../../store/read/notices.ts';
import { principalsOf } from '../../../store/read/reader.ts';
import { isOfficial, isWorkingOfficial, type Principal } from '../../principal.ts';
import type { Services } from '../../services.ts';
import { readerOf } from '../../views/reader.ts';

export interface Wanted {
  readonly id: string;
  readonly kind: NoticeKind;
}

/** The notice, or 404: whether there is one that the caller may not see is not told. A copy that was taken back is not there for its reader. */
export async function requireNotice(
  services: Services,
  principal: Principal,
  { id, kind }: Wanted,
): Promise<NoticeRow> {
  const [row] = await readNotices(services.database, { kinds: [kind], ids: [id] });
  return row && (await isVisible(services, principal, row)) ? row : refuse('not-found', { kind, id });
}

async function isVisible(
  services: Services,
  principal: Principal,
  { instanceId, content }: NoticeRow,
): Promise<boolean> {
  if (content.by === principal.id) return true;
  const isRecalled = content.kind === 'copy' && content.recalledAt !== undefined;
  if (!isRecalled && 'to' in content && principalsOf(principal).includes(content.to)) return true;
  if (!isOfficial(principal) && !isForApplicant(content)) return false;
  if (content.kind === 'attachment' && content.level === 'sensitive') return worksOn(services, principal, instanceId);
  const reader = await readerOf(services, principal);
  return (await findInstance(services.database, reader, instanceId)) !== undefined;
}

/** Whether somebody asked for the case, has or had something to do in it, or answers for all of them: who only may look is not among them. */
export async function worksOn(services: Services, principal: Principal, instanceId: string): Promise<boolean> {
  const own = await readerOf(services, principal);
  const reader = { ...own, seesAllCases: own.seesAllCases && isWorkingOfficial(principal) };
  return (await findInstance(services.database, reader, instanceId)) !== undefined;
}
