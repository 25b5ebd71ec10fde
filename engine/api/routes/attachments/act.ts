import type { Attachment as AttachmentNotice } from '../../../core/notices.ts';
import { refuse } from '../../../errors.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { requireNotice } from '../notices/access.ts';
import { shownAttachment } from './shown-attachment.ts';

export const removeAttachment: Handler<'removeAttachment'> = async (call, services) => {
  const { params, principal, body } = call;
  const { instanceId } = await requireNotice(services, principal, { id: params.id, kind: 'attachment' });
  const input = { noticeId: params.id, ...body };
  await submit(services, call, { command: 'remove-attachment', target: { instanceId }, input });
  return shownAttachment(services, call, params.id);
};

/** The service signs the hash before the case is asked: what it has signed for nothing harms nobody. */
export const signAttachment: Handler<'signAttachment'> = async (call, services) => {
  const { params, principal, body } = call;
  const { signer } = services.options;
  const { instanceId, content } = await requireNotice(services, principal, { id: params.id, kind: 'attachment' });
  if (!signer)
    return refuse('signature-failed', { reason: 'no signing service is connected', reasonZh: '未接入签章服务' });
  const { sha256: hash } = content as AttachmentNotice;
  const { id: person, department } = principal;
  const at = services.runtime.clock.now();
  const signed = await signer.sign({ ...body, hash, person, department, at }).catch((error: unknown) => {
    services.logger.warn({ err: error, signer: signer.name }, 'a signing service did not sign');
    return refuse('signature-failed', { reason: 'the service did not answer', reasonZh: '签章服务未应答' });
  });
  const input = { noticeId: params.id, ...body, hash, provider: signer.name, ...signed };
  await submit(services, call, { command: 'sign-attachment', target: { instanceId }, input });
  return shownAttachment(services, call, params.id);
};
