import type { AnswerOf } from '../../../commands/index.ts';
import { refuse } from '../../../errors.ts';
import { type DraftRow, readDraft, writeDraft } from '../../../store/inbox/drafts.ts';
import type { TaskRow } from '../../../store/read/tasks.ts';
import type { Draft, TaskVerbInput } from '../../contract/tasks.ts';
import { timeText } from '../../formats.ts';
import type { Principal } from '../../principal.ts';
import type { Services } from '../../services.ts';
import { type Caller, submit } from '../../submit.ts';
import { isShown } from './shown.ts';

/**
 * Keeps what the caller has prepared beside the case: the command only judges whether he may. An autosave leaves no receipt, because a repeat of it
 * does no harm and a line in the journal would tell others.
 */
export async function saveDraft(
  services: Services,
  asked: Caller,
  { id, input }: { readonly id: string; readonly input: TaskVerbInput },
): Promise<{ readonly answer: AnswerOf<'save-draft-task'> }> {
  const { variables = {}, comment = '', outcome = null, evidence = null, ...rest } = input;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    refuse('bad-request', { reason: `a draft has no "${unknown}"`, reasonZh: `草稿没有“${unknown}”` });
  const { principal } = asked;
  const caller = { ...asked, receipt: undefined };
  const done = await submit(services, caller, {
    command: 'save-draft-task',
    target: { taskId: id },
    input: { taskId: id },
  });
  const content = { variables, comment, outcome };
  const savedAt = services.runtime.clock.now();
  const draft = { taskId: id, account: principal.id, content, evidence, savedAt };
  if (!(await writeDraft(services.database, draft))) refuse('not-found', { kind: 'task', id });
  return done;
}

/** What the caller has prepared of the task; null where nothing. */
export async function draftView(services: Services, principal: Principal, row: TaskRow): Promise<Draft | null> {
  if (row.endedAt !== null) return null;
  const draft = await readDraft(services.database, { taskId: row.id, account: principal.id });
  return draft ? { ...view(draft), outdated: await isOutdated(services, row, draft) } : null;
}

const view = ({ content, revision, savedAt }: DraftRow): Omit<Draft, 'outdated'> => ({
  ...content,
  revision,
  savedAt: timeText(savedAt),
});

const isOutdated = async (services: Services, row: TaskRow, { evidence }: DraftRow): Promise<boolean> =>
  evidence !== null && !(await isShown(services, row, evidence));
