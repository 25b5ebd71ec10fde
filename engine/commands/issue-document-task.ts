import { type Static, Type } from 'typebox';
import { isOutcome } from '../core/delivered.ts';
import type { DomainEvent } from '../core/events.ts';
import { fail, ok } from '../errors.ts';
import { requireAfterAcceptance } from './acceptance.ts';
import { clockEvent } from './clock-effects.ts';
import type { Command, DecideContext } from './command.ts';
import { requireDecisionPower } from './conduct.ts';
import { Comment, closed, Id, Reason } from './input.ts';
import { issue } from './issue.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin, record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { moveTask } from './waiting-task.ts';

const Input = closed({
  taskId: Id,
  kind: Type.Union([Type.Literal('acceptance'), Type.Literal('grant'), Type.Literal('delivery')]),
  reasons: Type.Optional(Reason),
  /** Receipt of delivery: the number of what was delivered, how, and who received it. */
  delivered: Type.Optional(Reason),
  way: Type.Optional(Reason),
  receiver: Type.Optional(Reason),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

const VERB = 'issue-document';

/** G9 文书 that no other operation issues: the notice of acceptance, the decision to grant (by who has the power), the receipt of delivery. */
export const issueDocumentTask: Command<Input, TaskAnswer> = {
  name: 'issue-document-task',
  input: Input,
  decide(state, { taskId, kind, comment, ...params }, context) {
    const taken = takeTask(state, { taskId, verb: VERB }, context);
    if (!taken.ok) return taken;
    const may = kind === 'grant' ? requireDecisionPower(taken.value, VERB, context) : ok(undefined);
    if (!may.ok) return may;
    const stage = requireAfterAcceptance(state, VERB, context);
    if (kind !== 'acceptance' && !stage.ok) return stage;
    const issuedBefore = proceedingsOf(state).documents.map(({ number }) => number);
    if (kind === 'delivery' && params.delivered && !issuedBefore.includes(params.delivered.trim()))
      return fail('not-found', { kind: 'document', id: params.delivered });
    const { task, onBehalfOf } = taken.value;
    const isHandedOver = kind === 'delivery' && isOutcome(proceedingsOf(state).documents, params.delivered?.trim());
    const issued = issue(begin(state), { kind, params: { ...params, remark: comment } }, context);
    if (!issued.ok) return issued;
    const { document, progress } = issued.value;
    const told = moveTask({ task, verb: VERB, to: task.state, comment: document.number, onBehalfOf }, context);
    return ok(
      answerTask(
        record(progress, [told, ...(isHandedOver ? delivered(document.number, context) : [])], context),
        taskId,
        context,
      ),
    );
  },
};

/** 行政许可法 44: the outcome has been handed over. */
const delivered = (document: string, context: DecideContext): DomainEvent[] => [
  clockEvent({ clock: 'delivery', effect: 'stop', element: null }, { verb: VERB, document }, context),
];
