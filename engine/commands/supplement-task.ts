import { type Static, Type } from 'typebox';
import type { InstanceState, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { requireActive } from './case.ts';
import { clockEvent, onStepClocks } from './clock-effects.ts';
import type { Command, DecideContext } from './command.ts';
import { Comment, closed, Id, VariableMap } from './input.ts';
import { listedMaterials, materialUnknown } from './item-materials.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin, type Progress, record } from './progress.ts';
import { submitToStartForm } from './start-form.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';
import { moveTask, stateAfter } from './waiting-task.ts';

const Input = closed({
  /** The task that waits; of the applicant's case there is only one. */
  taskId: Type.Optional(Id),
  /** Codes of the materials that are handed in. */
  materials: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  variables: Type.Optional(VariableMap),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

/**
 * C1, the answer: what was asked for is handed in, by the applicant himself or taken in by who is concerned with the task. The task goes on, and the
 * acceptance clock begins anew with five working days.
 */
export const supplementTask: Command<Input, TaskAnswer> = {
  name: 'supplement-task',
  input: Input,
  decide(state, input, context) {
    const active = requireActive(state);
    if (!active.ok) return active;
    const waiting = waitingTask(state, input.taskId, context);
    if (!waiting.ok) return waiting;
    const asked = askedFor(state, input.materials, context);
    if (!asked.ok) return asked;
    const { variables = {}, materials, comment } = input;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const fits = submitToStartForm(state, variables, context);
    if (!fits.ok) return fits;
    const told = record(
      begin(state),
      [
        { type: 'supplementReceived', by: context.actor.id, materials },
        ...(Object.keys(variables).length > 0
          ? [{ type: 'variablesWritten', scope: state.root, values: variables } as const]
          : []),
      ],
      context,
    );
    return ok(answerTask(resumed(told, { task: waiting.value, comment }, context), waiting.value.id, context));
  },
};

/** Five working days from the supplement (行政许可法 32, practice of the trade). */
const ANEW = { n: 5, unit: 'workingDay' } as const;

function resumed(
  progress: Progress,
  { task, comment }: { readonly task: Task; readonly comment: string | undefined },
  context: DecideContext,
): Progress {
  const next = stateAfter(progress.state, task.id, 'supplied');
  if (!next.ok) throw new Error(`Expected task ${task.id} to wait for a supplement, but it is ${task.state}.`);
  const since = proceedingsOf(progress.state).notices.at(-1)?.at ?? null;
  const cause = { verb: 'supplement' };
  return record(
    progress,
    [
      moveTask({ task, verb: 'supplement', to: next.value.to, comment, stoodStillSince: since }, context),
      clockEvent({ clock: 'correction', effect: 'stop', element: null }, cause, context),
      ...onStepClocks(progress.state, 'resume', { ...cause, reason: 'request-supplement', tasks: [task] }, context),
      clockEvent({ clock: 'acceptance', effect: 'start', element: null, amount: ANEW }, cause, context),
    ],
    context,
  );
}

/** The applicant answers his own notice; everybody else needs the task. Refuses with 'supplement-not-awaited'. */
function waitingTask(state: InstanceState, id: string | undefined, context: DecideContext): Result<Task> {
  const waiting = Object.values(state.tasks).find(
    (task) => task.state === 'awaitingSupplement' && (id === undefined || task.id === id),
  );
  if (context.actor.id === state.initiator) return waiting ? ok(waiting) : fail('supplement-not-awaited');
  const taskId = id ?? waiting?.id;
  if (taskId === undefined) return fail('supplement-not-awaited');
  const taken = takeTask(state, { taskId, verb: 'supplement' }, context);
  return taken.ok ? ok(taken.value.task) : taken;
}

function askedFor(state: InstanceState, materials: readonly string[], context: DecideContext): Result<void> {
  const asked = proceedingsOf(state).notices.at(-1)?.materials ?? [];
  const other = materials.find((code) => !asked.some(({ material }) => material === code));
  return other === undefined ? ok(undefined) : materialUnknown(other, listedMaterials(state, context));
}
