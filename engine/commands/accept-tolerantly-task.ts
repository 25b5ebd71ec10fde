import { type Static, Type } from 'typebox';
import type { PromisedMaterial } from '../core/proceedings.ts';
import { dateTimeIn } from '../core/schedule/year.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { MaterialSpec } from '../model/conduct.ts';
import { requireBeforeAcceptance, requireGoodStanding } from './acceptance.ts';
import { requireNobodyAfter } from './ad-hoc-round.ts';
import { advance } from './advance.ts';
import { alarm } from './alarms.ts';
import type { Command, DecideContext } from './command.ts';
import { conductOf, requireSetting } from './conduct.ts';
import { finishTask } from './end-task.ts';
import { submitForm } from './form-submission.ts';
import { Comment, closed, Id, Name, VariableMap } from './input.ts';
import { issue } from './issue.ts';
import { listedMaterials, materialUnknown } from './item-materials.ts';
import { withOutcome } from './outcome.ts';
import { isAccepted, proceedingsOf } from './proceedings.ts';
import { record } from './progress.ts';
import { takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  taskId: Id,
  /** Codes of the materials that may come later. */
  promised: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  variables: Type.Optional(VariableMap),
  outcome: Type.Optional(Name),
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

const VERB = 'accept-tolerantly';

/**
 * C3 容缺受理: the application is accepted although materials that are not of the essence are missing; they are promised until a day, and if they do not
 * come the case is closed as the item says. Applicants whom the rule of the item excludes cannot have it.
 */
export const acceptTolerantlyTask: Command<Input, TaskAnswer> = {
  name: 'accept-tolerantly-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: VERB }, context);
    if (!taken.ok) return taken;
    const last = requireNobodyAfter(taken.value, VERB);
    if (!last.ok) return last;
    const promises = promisesOf(state, input.promised, context);
    if (!promises.ok) return promises;
    const { variables: submitted = {}, comment } = input;
    const checked = checkVariables(submitted);
    if (!checked.ok) return checked;
    const valid = submitForm({ state, taken: taken.value, variables: submitted }, context);
    if (!valid.ok) return valid;
    const finished = finishTask(state, { taken: taken.value, verb: VERB, comment }, context);
    const rows = promises.value.map(({ name, dueAt }) => ({
      material: name,
      dueAt: dateTimeIn(dueAt, context.env.zone).slice(0, 10),
    }));
    const issued = issue(finished, { kind: 'acceptance', params: { promises: rows, remark: comment } }, context);
    if (!issued.ok) return issued;
    const { task, node } = taken.value;
    const dueAt = promises.value[0]?.dueAt ?? context.env.now;
    const promised = record(
      issued.value.progress,
      [
        { type: 'materialsPromised', promises: promises.value },
        alarm({ id: context.env.newId(), dueAt, purpose: 'promise' }),
      ],
      context,
    );
    const variables = withOutcome({ state, element: task.element, node }, submitted, input.outcome);
    const trigger = { kind: 'completeElement', element: task.element, variables } as const;
    const moved = advance(promised, { trigger }, context);
    if (!moved.ok) return moved;
    if (!isAccepted(moved.value.state)) return fail('setting-missing', { verb: VERB, setting: 'tb:milestone' });
    return ok(answerTask(moved.value, task.id, context));
  },
};

const DAY_MS = 86_400_000;

/** Refuses with 'material-unknown' what is neither on the list of the model nor, where it has none, of the item, and 'materials-key' what cannot wait. */
function promisesOf(
  state: InstanceState,
  promised: readonly string[],
  context: DecideContext,
): Result<readonly PromisedMaterial[]> {
  const before = requireBeforeAcceptance(state, VERB);
  if (!before.ok) return before;
  const standing = requireGoodStanding(state, VERB, context);
  if (!standing.ok) return standing;
  const { toleranceDays } = conductOf(state, context);
  const days = requireSetting(toleranceDays, { verb: VERB, setting: 'toleranceDays' });
  if (!days.ok) return days;
  const dueAt = context.env.now + days.value * DAY_MS;
  const materials = listedMaterials(state, context);
  const promises: PromisedMaterial[] = [];
  for (const code of promised) {
    const material = materials.find((one) => one.code === code);
    if (!material) return materialUnknown(code, materials);
    if (!material.tolerated) return needed(material);
    promises.push({ material: code, name: material.name, dueAt, by: context.actor.id });
  }
  return ok(promises);
}

/** Materials that are still owed, when their day has come. */
export const owed = (state: InstanceState): readonly PromisedMaterial[] =>
  proceedingsOf(state).promises.filter(({ delivered }) => !delivered);

const needed = ({ name, nameEn = name }: Pick<MaterialSpec, 'name' | 'nameEn'>) =>
  fail('materials-key', { material: nameEn, materialZh: name });
