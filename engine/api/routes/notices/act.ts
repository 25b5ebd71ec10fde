/** Verbs on what was told: each is the command of its name, on the case it belongs to. */
import type { CaseCommandName, InputOf } from '../../../commands/index.ts';
import { readNotices } from '../../../store/read/notices.ts';
import type { OperationId } from '../../contract/operations.ts';
import type { Call, Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { submit } from '../../submit.ts';
import { noticeViews, type ViewedKind, type Views } from '../../views/notice.ts';
import { requireNotice } from './access.ts';

type NoticeCommand = Extract<
  CaseCommandName,
  'read-notice' | 'answer-notice' | 'recall-copy' | 'close-notice' | 'revise-comment' | 'decide-objection'
>;

type AnyCall = Pick<Call<OperationId>, 'principal' | 'language' | 'receipt'> & {
  readonly params: Readonly<Record<'id', string>>;
  readonly body: object;
};

const verb =
  <Kind extends ViewedKind>(kind: Kind, command: NoticeCommand) =>
  async (call: AnyCall, services: Services): Promise<Views[Kind]> => {
    const { principal, language, params, body } = call;
    const { instanceId } = await requireNotice(services, principal, { id: params.id, kind });
    const input = { noticeId: params.id, ...body } as InputOf<NoticeCommand>;
    await submit(services, call, { command, target: { instanceId }, input });
    const rows = await readNotices(services.database, { kinds: [kind], ids: [params.id] });
    const [view] = await noticeViews<Kind>(services, { principal, language }, rows);
    if (!view) throw new Error(`Expected ${kind} ${params.id} to be there after ${command}, but it is not.`);
    return view;
  };

export const readCopy: Handler<'readCopy'> = verb('copy', 'read-notice');
export const answerCopy: Handler<'answerCopy'> = verb('copy', 'answer-notice');
export const recallCopy: Handler<'recallCopy'> = verb('copy', 'recall-copy');
export const readUrge: Handler<'readUrge'> = verb('urge', 'read-notice');
export const answerUrge: Handler<'answerUrge'> = verb('urge', 'answer-notice');
export const readSupervision: Handler<'readSupervision'> = verb('supervision', 'read-notice');
export const answerSupervision: Handler<'answerSupervision'> = verb('supervision', 'answer-notice');
export const closeSupervision: Handler<'closeSupervision'> = verb('supervision', 'close-notice');
export const readConsultation: Handler<'readConsultation'> = verb('consultation', 'read-notice');
export const answerConsultation: Handler<'answerConsultation'> = verb('consultation', 'answer-notice');
export const closeConsultation: Handler<'closeConsultation'> = verb('consultation', 'close-notice');
export const reviseComment: Handler<'reviseComment'> = verb('comment', 'revise-comment');
export const decideObjection: Handler<'decideObjection'> = verb('objection', 'decide-objection');
