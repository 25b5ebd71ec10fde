/** The table of commands: everything that can be asked of a case. */

import { abstainTask } from './abstain-task.ts';
import { acceptTolerantlyTask } from './accept-tolerantly-task.ts';
import { addSignerTask } from './add-signer-task.ts';
import { answerConfirmation } from './answer-confirmation.ts';
import { applySuspensionTask } from './apply-suspension-task.ts';
import { cancelInstance } from './cancel-instance.ts';
import { claimTask } from './claim-task.ts';
import { climbRung } from './climb-rung.ts';
import { timedTable } from './clocks/timed.ts';
import type { Command, OpeningCommand } from './command.ts';
import { commentTask } from './comment-task.ts';
import { completeEffect } from './complete-effect.ts';
import { completeScript } from './complete-script.ts';
import { completeTask } from './complete-task.ts';
import { copyTask } from './copy-task.ts';
import { correctTask } from './correct-task.ts';
import { correlateMessage } from './correlate-message.ts';
import { decideOnPromiseTask } from './decide-on-promise-task.ts';
import { declineAcceptanceTask } from './decline-acceptance-task.ts';
import { delegateTask } from './delegate-task.ts';
import { deliverMaterials } from './deliver-materials.ts';
import { disagreeTask } from './disagree-task.ts';
import { endSpecialProcedureTask } from './end-special-procedure-task.ts';
import { extendInstance } from './extend-instance.ts';
import { failEffect } from './fail-effect.ts';
import { failScript } from './fail-script.ts';
import { fireTimer } from './fire-timer.ts';
import { handOnTask } from './hand-on-task.ts';
import { handOverTask } from './hand-over-task.ts';
import { issueDocumentTask } from './issue-document-task.ts';
import { jumpInstance } from './jump-instance.ts';
import { jumpTask } from './jump-task.ts';
import { migrateInstance } from './migrate-instance.ts';
import { modifyInstance } from './modify-instance.ts';
import { answerNotice } from './notices/answer-notice.ts';
import { attachFile } from './notices/attach-file.ts';
import { closeNotice } from './notices/close-notice.ts';
import { commentInstance } from './notices/comment-instance.ts';
import { consultInstance } from './notices/consult-instance.ts';
import { decideObjection } from './notices/decide-objection.ts';
import { hearInstance } from './notices/hear-instance.ts';
import { mergeInstance } from './notices/merge-instance.ts';
import { objectInstance } from './notices/object-instance.ts';
import { readNotice } from './notices/read-notice.ts';
import { recallCopy } from './notices/recall-copy.ts';
import { removeAttachment } from './notices/remove-attachment.ts';
import { reviseComment } from './notices/revise-comment.ts';
import { signAttachment } from './notices/sign-attachment.ts';
import { splitInstance } from './notices/split-instance.ts';
import { superviseInstance } from './notices/supervise-instance.ts';
import { tellOfCard } from './notices/tell-of-card.ts';
import { tellOfRating } from './notices/tell-of-rating.ts';
import { unmergeInstance } from './notices/unmerge-instance.ts';
import { urgeInstance } from './notices/urge-instance.ts';
import { openTaskForm } from './open-task-form.ts';
import { receiveSignal } from './receive-signal.ts';
import { refuseTask } from './refuse-task.ts';
import { rejectTask } from './reject-task.ts';
import { releaseTask } from './release-task.ts';
import { removeSignerTask } from './remove-signer-task.ts';
import { reopenInstance } from './reopen-instance.ts';
import { requestSupplementTask } from './request-supplement-task.ts';
import { rescheduleJob } from './reschedule-job.ts';
import { resolveIncident } from './resolve-incident.ts';
import { resolveTask } from './resolve-task.ts';
import { resumeInstance } from './resume-instance.ts';
import { resumeTask } from './resume-task.ts';
import { retimeClocks } from './retime-clocks.ts';
import { retrieveTask } from './retrieve-task.ts';
import { retryJob } from './retry-job.ts';
import { returnTask } from './return-task.ts';
import { revokeTask } from './revoke-task.ts';
import { ringAlarm } from './ring-alarm.ts';
import { saveDraftTask } from './save-draft-task.ts';
import { startByCondition } from './start-by-condition.ts';
import { startByMessage } from './start-by-message.ts';
import { startBySignal } from './start-by-signal.ts';
import { startByTimer } from './start-by-timer.ts';
import { startInnerActivity } from './start-inner-activity.ts';
import { startProcessInstance } from './start-process-instance.ts';
import { startSpecialProcedureTask } from './start-special-procedure-task.ts';
import { supplementTask } from './supplement-task.ts';
import { suspendInstance } from './suspend-instance.ts';
import { suspendTask } from './suspend-task.ts';
import { takeBackTask } from './take-back-task.ts';
import { throwEffectError } from './throw-effect-error.ts';
import { transferTask } from './transfer-task.ts';
import { turnLamp } from './turn-lamp.ts';
import { urgeTask } from './urge-task.ts';
import { voidInstance } from './void-instance.ts';
import { withdrawInstance } from './withdraw-instance.ts';
import { writeVariables } from './write-variables.ts';

/** Commands that open a case. */
export const OPENING_COMMANDS = timedTable({
  'start-process-instance': startProcessInstance,
  'start-by-message': startByMessage,
  'start-by-timer': startByTimer,
  'start-by-signal': startBySignal,
  'start-by-condition': startByCondition,
} as const satisfies Readonly<Record<string, OpeningCommand<never, unknown>>>);

/** Commands on a case that exists. */
export const CASE_COMMANDS = timedTable({
  'claim-task': claimTask,
  'release-task': releaseTask,
  'complete-task': completeTask,
  'reject-task': rejectTask,
  'return-task': returnTask,
  'jump-task': jumpTask,
  'transfer-task': transferTask,
  'hand-over-task': handOverTask,
  'delegate-task': delegateTask,
  'resolve-task': resolveTask,
  'suspend-task': suspendTask,
  'resume-task': resumeTask,
  'comment-task': commentTask,
  'save-draft-task': saveDraftTask,
  'copy-task': copyTask,
  'urge-task': urgeTask,
  'disagree-task': disagreeTask,
  'abstain-task': abstainTask,
  'add-signer-task': addSignerTask,
  'remove-signer-task': removeSignerTask,
  'retrieve-task': retrieveTask,
  'open-task': openTaskForm,
  'fire-timer': fireTimer,
  'complete-effect': completeEffect,
  'fail-effect': failEffect,
  'throw-effect-error': throwEffectError,
  'complete-script': completeScript,
  'fail-script': failScript,
  'correlate-message': correlateMessage,
  'receive-signal': receiveSignal,
  'write-variables': writeVariables,
  'cancel-instance': cancelInstance,
  'suspend-instance': suspendInstance,
  'resume-instance': resumeInstance,
  'migrate-instance': migrateInstance,
  'modify-instance': modifyInstance,
  'withdraw-instance': withdrawInstance,
  'jump-instance': jumpInstance,
  'start-inner-activity': startInnerActivity,
  'resolve-incident': resolveIncident,
  'retry-job': retryJob,
  'reschedule-job': rescheduleJob,
  'answer-notice': answerNotice,
  'attach-file': attachFile,
  'close-notice': closeNotice,
  'comment-instance': commentInstance,
  'consult-instance': consultInstance,
  'decide-objection': decideObjection,
  'hear-instance': hearInstance,
  'merge-instance': mergeInstance,
  'object-instance': objectInstance,
  'read-notice': readNotice,
  'recall-copy': recallCopy,
  'remove-attachment': removeAttachment,
  'revise-comment': reviseComment,
  'sign-attachment': signAttachment,
  'split-instance': splitInstance,
  'supervise-instance': superviseInstance,
  'tell-of-card': tellOfCard,
  'tell-of-rating': tellOfRating,
  'unmerge-instance': unmergeInstance,
  'urge-instance': urgeInstance,
  'turn-lamp': turnLamp,
  'climb-rung': climbRung,
  'retime-clocks': retimeClocks,
  'answer-confirmation': answerConfirmation,
  'reopen-instance': reopenInstance,
  'ring-alarm': ringAlarm,
  'void-instance': voidInstance,
  'accept-tolerantly-task': acceptTolerantlyTask,
  'apply-suspension-task': applySuspensionTask,
  'correct-task': correctTask,
  'decide-on-promise-task': decideOnPromiseTask,
  'decline-acceptance-task': declineAcceptanceTask,
  'deliver-materials': deliverMaterials,
  'end-special-procedure-task': endSpecialProcedureTask,
  'extend-instance': extendInstance,
  'hand-on-task': handOnTask,
  'issue-document-task': issueDocumentTask,
  'refuse-task': refuseTask,
  'request-supplement-task': requestSupplementTask,
  'revoke-task': revokeTask,
  'start-special-procedure-task': startSpecialProcedureTask,
  'supplement-task': supplementTask,
  'take-back-task': takeBackTask,
} as const satisfies Readonly<Record<string, Command<never, unknown>>>);

export const COMMANDS = { ...OPENING_COMMANDS, ...CASE_COMMANDS } as const;

export type OpeningCommandName = keyof typeof OPENING_COMMANDS;
export type CaseCommandName = keyof typeof CASE_COMMANDS;
export type CommandName = keyof typeof COMMANDS;

export type InputOf<N extends CommandName> = Parameters<(typeof COMMANDS)[N]['decide']>[1];

export type AnswerOf<N extends CommandName> = Extract<
  ReturnType<(typeof COMMANDS)[N]['decide']>,
  { readonly ok: true }
>['value']['answer'];
