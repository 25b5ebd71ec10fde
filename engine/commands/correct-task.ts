import { type Static, Type } from 'typebox';
import type { FieldCorrection } from '../core/proceedings.ts';
import { rootVariables } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { stringify } from '../exact-json.ts';
import { advance } from './advance.ts';
import type { Command, DecideContext } from './command.ts';
import { closed, Id, Name, Remark } from './input.ts';
import { begin, record } from './progress.ts';
import { applicationForm, submitToStartForm } from './start-form.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';
import { moveTask } from './waiting-task.ts';

const Input = closed({
  taskId: Id,
  changes: Type.Array(closed({ field: Name, value: Type.Unknown() }), { minItems: 1, maxItems: 100 }),
  /** How the applicant signed for it at the window. */
  initials: Remark,
});
type Input = Static<typeof Input>;

/** C2 当场更正: the applicant corrects fields of the application at the window and initials it. No token moves, and both values stay in the history. */
export const correctTask: Command<Input, TaskAnswer> = {
  name: 'correct-task',
  input: Input,
  decide(state, { taskId, changes, initials }, context) {
    const taken = takeTask(state, { taskId, verb: 'correct' }, context);
    if (!taken.ok) return taken;
    const variables = Object.fromEntries(changes.map(({ field, value }) => [field, value]));
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const corrections = correctionsOf(state, variables, context);
    if (!corrections.ok) return corrections;
    const fits = submitToStartForm(state, variables, context);
    if (!fits.ok) return fits;
    const { task, onBehalfOf } = taken.value;
    const fields = corrections.value.map(({ field }) => field).join(', ');
    const told = record(
      begin(state),
      [
        { type: 'fieldsCorrected', task: taskId, initials, changes: corrections.value },
        moveTask({ task, verb: 'correct', to: task.state, comment: `${fields} (${initials})`, onBehalfOf }, context),
      ],
      context,
    );
    const moved = advance(told, { trigger: { kind: 'writeVariables', scope: state.root, variables } }, context);
    return moved.ok ? ok(answerTask(moved.value, taskId, context)) : moved;
  },
};

/** Refuses with 'correction-unknown' what is no field of the application, or no change. */
function correctionsOf(
  state: InstanceState,
  variables: Readonly<Record<string, unknown>>,
  context: DecideContext,
): Result<readonly FieldCorrection[]> {
  const before = rootVariables(state);
  const form = applicationForm(state, context);
  const corrections: FieldCorrection[] = [];
  for (const [field, to] of Object.entries(variables)) {
    const isField = form ? form.fields.includes(field) : Object.hasOwn(before, field);
    const from = before[field] ?? null;
    if (!isField || stringify(from) === stringify(to)) return fail('correction-unknown', { field });
    corrections.push({ field, from, to });
  }
  return ok(corrections);
}
