import { type Static, Type } from 'typebox';
import { fail, ok, type Result } from '../errors.ts';
import { POST_CHECK } from '../model/conduct.ts';
import { requireGoodStanding } from './acceptance.ts';
import { requireNobodyAfter } from './ad-hoc-round.ts';
import { advance } from './advance.ts';
import { deliveryClock } from './clock-effects.ts';
import type { Command, DecideContext } from './command.ts';
import { requireDecisionPower } from './conduct.ts';
import { finishTask } from './end-task.ts';
import { submitForm } from './form-submission.ts';
import { Comment, closed, Id, Name, Reason, VariableMap } from './input.ts';
import { issue } from './issue.ts';
import { withOutcome } from './outcome.ts';
import { begin, type Progress, record } from './progress.ts';
import { type TakenTask, takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  taskId: Id,
  /** What the applicant promises. */
  promise: Type.Optional(Reason),
  /** How he signed it. */
  signature: Type.Optional(Reason),
  variables: Type.Optional(VariableMap),
  outcome: Type.Optional(Name),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

const VERB = 'decide-on-promise';

/** C4 告知承诺: the decision is made on the spot, on a signed promise, and what was promised is checked afterwards, within the limit of that check. */
export const decideOnPromiseTask: Command<Input, TaskAnswer> = {
  name: 'decide-on-promise-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: VERB }, context);
    if (!taken.ok) return taken;
    const last = requireNobodyAfter(taken.value, VERB);
    if (!last.ok) return last;
    const decides = requireDecisionPower(taken.value, VERB, context);
    if (!decides.ok) return decides;
    const standing = requireGoodStanding(state, VERB, context);
    if (!standing.ok) return standing;
    const { promise = '', signature = '', variables: submitted = {}, comment } = input;
    if (promise.trim() === '' || signature.trim() === '') return unsigned();
    const checked = checkVariables(submitted);
    if (!checked.ok) return checked;
    const valid = submitForm({ state, taken: taken.value, variables: submitted }, context);
    if (!valid.ok) return valid;
    const { task, node } = taken.value;
    const checking = startCheck(begin(state), { taken: taken.value, promise }, context);
    if (!checking.ok) return checking;
    const finished = finishTask(checking.value.state, { taken: taken.value, verb: VERB, comment }, context);
    const both = { state: finished.state, events: [...checking.value.events, ...finished.events] };
    const issued = issue(both, { kind: 'grant', params: { promise, signature, remark: comment } }, context);
    if (!issued.ok) return issued;
    const { document, progress } = issued.value;
    const told = record(progress, deliveryClock(node, { verb: VERB, document: document.number }, context), context);
    const variables = withOutcome({ state, element: task.element, node }, submitted, input.outcome ?? 'granted');
    const trigger = { kind: 'completeElement', element: task.element, variables } as const;
    const moved = advance(told, { trigger }, context);
    return moved.ok ? ok(answerTask(moved.value, task.id, context)) : moved;
  },
};

function startCheck(
  progress: Progress,
  { taken, promise }: { readonly taken: TakenTask; readonly promise: string },
  context: DecideContext,
): Result<Progress> {
  const { element, node } = taken;
  const trigger = { kind: 'throwEscalation', element: element.id, code: POST_CHECK, variables: { promise } } as const;
  const thrown = advance(progress, { trigger }, context);
  if (!thrown.ok) return thrown;
  const isCaught = thrown.value.events.some((event) => event.type === 'escalationThrown' && event.caughtBy !== null);
  if (isCaught && thrown.value.state.elements[element.id]) return thrown;
  return fail('post-check-missing', { elementId: node.id, code: POST_CHECK }, { elementId: node.id });
}

const unsigned = () =>
  fail('document-incomplete', {
    kind: 'Decision to grant',
    kindZh: '准予行政许可决定书',
    missing: 'the promise and its signature',
    missingZh: '承诺内容及签名',
  });
