import type { Attachment } from '../../../core/notices.ts';
import { refuse } from '../../../errors.ts';
import { isOfficial } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { requireInstance } from '../../views/instance.ts';
import { requireNotice } from '../notices/access.ts';
import { shownAttachment } from './shown-attachment.ts';

/**
 * 材料复用: hands in again what the caller has handed in to another case. The bytes are kept once, under their hash; the new entry names the old one,
 * so both cases know. Nobody else's files, and no official's, who has them from others: what somebody gave to one case he has not given to the next.
 */
export const reuseAttachment: Handler<'reuseAttachment'> = async (call, services) => {
  const { params, principal, body } = call;
  await requireInstance(services, principal, params.id);
  const wanted = { id: body.attachmentId, kind: 'attachment' } as const;
  const { id, instanceId, content } = await requireNotice(services, principal, wanted);
  const { by, removed, name, type, size, sha256, level, visibility, material } = content as Attachment;
  if (by !== principal.id || isOfficial(principal)) refuse('not-found', wanted);
  if (removed) refuse('notice-closed', { id, at: new Date(removed.at).toISOString() });
  const said = body.material ?? material;
  const { answer } = await submit(services, call, {
    command: 'attach-file',
    target: { instanceId: params.id },
    input: {
      ...{ name, type, size, sha256, level, visibility, reused: { attachment: id, instance: instanceId } },
      ...(said === undefined ? {} : { material: said }),
    },
  });
  return shownAttachment(services, call, answer.notices[0] ?? '');
};
