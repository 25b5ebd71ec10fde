import { type Static, Type } from 'typebox';
import type { SpecialProcedure } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { SPECIAL_PROCEDURE } from '../model/conduct.ts';
import { advance } from './advance.ts';
import { clockEvent, onAllClocks } from './clock-effects.ts';
import type { Command, DecideContext } from './command.ts';
import { conductOf } from './conduct.ts';
import { closed, Id, Reason } from './input.ts';
import { issue } from './issue.ts';
import { proceedingsOf } from './proceedings.ts';
import { begin, type Progress, record } from './progress.ts';
import { type TakenTask, takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { moveTask } from './waiting-task.ts';

const Input = closed({
  taskId: Id,
  /** One of the kinds the item has: hearing 听证, bidding 招标, auction 拍卖, inspection 检验, testing 检测, quarantine 检疫, appraisal 鉴定, expert review 专家评审. */
  kind: Id,
  /** Working days it takes, as the applicant is told (行政许可法 45). */
  days: Type.Integer({ minimum: 1, maximum: 3_650 }),
  reasons: Type.Optional(Reason),
});
type Input = Static<typeof Input>;

const VERB = 'start-special-procedure';

/**
 * C5 特别程序: the applicant is told in writing how long it takes, which is what lets the clocks of the case pause; the clock of the procedure runs
 * against whoever performs it. What the model has for it (an event sub-process that catches the escalation `special-procedure:<kind>`) begins.
 */
export const startSpecialProcedureTask: Command<Input, TaskAnswer> = {
  name: 'start-special-procedure-task',
  input: Input,
  decide(state, input, context) {
    const taken = takeTask(state, { taskId: input.taskId, verb: VERB }, context);
    if (!taken.ok) return taken;
    const name = nameOf(state, input.kind, context);
    if (!name.ok) return name;
    const { kind, days, reasons } = input;
    const params = { procedure: name.value, days, reasons };
    const issued = issue(begin(state), { kind: 'specialProcedure', params }, context);
    if (!issued.ok) return issued;
    const { document, progress } = issued.value;
    const begun = runModelled(progress, { taken: taken.value, kind }, context);
    if (!begun.ok) return begun;
    const what = { taken: taken.value, kind, days, document: document.number, element: begun.value.element };
    return ok(answerTask(started(begun.value.progress, what, context), input.taskId, context));
  },
};

/** Refuses with 'procedure-kind' what the item does not have, and 'procedure-running' a second one. */
function nameOf(state: InstanceState, kind: string, context: DecideContext): Result<string> {
  const { specialProcedures } = conductOf(state, context);
  const running = proceedingsOf(state).procedures.find(({ ended }) => !ended);
  if (running) return fail('procedure-running', { kind: running.kind });
  const found = specialProcedures.find((one) => one.kind === kind);
  const kinds = specialProcedures.map((one) => one.kind).join(', ') || '-';
  return found ? ok(found.name) : fail('procedure-kind', { kinds, kind });
}

/** The event sub-process that begins, if the model has one. */
function runModelled(
  progress: Progress,
  { taken, kind }: { readonly taken: TakenTask; readonly kind: string },
  context: DecideContext,
): Result<{ readonly progress: Progress; readonly element: string | null }> {
  const code = `${SPECIAL_PROCEDURE}${kind}`;
  const trigger = { kind: 'throwEscalation', element: taken.element.id, code, variables: {} } as const;
  const thrown = advance(progress, { trigger }, context);
  if (!thrown.ok) return thrown;
  if (!thrown.value.state.tasks[taken.task.id]) return fail('procedure-interrupts', { kind });
  const begun = thrown.value.events.find(
    (event) =>
      event.type === 'elementEntered' &&
      context.definitions.byId(thrown.value.state.definitions[event.element.def] ?? '').graph.nodes[event.element.node]
        ?.triggeredByEvent === true,
  );
  const element = begun?.type === 'elementEntered' ? begun.element.id : null;
  const runs = element !== null && thrown.value.state.elements[element] !== undefined;
  return ok({ progress: thrown.value, element: runs ? element : null });
}

interface Started {
  readonly taken: TakenTask;
  readonly kind: string;
  readonly days: number;
  readonly document: string;
  readonly element: string | null;
}

function started(
  progress: Progress,
  { taken, kind, days, document, element }: Started,
  context: DecideContext,
): Progress {
  const { env, actor } = context;
  const { task, to, onBehalfOf } = taken;
  const procedure: SpecialProcedure = {
    id: env.newId(),
    kind,
    task: task.id,
    document,
    days,
    at: env.now,
    by: actor.id,
    element,
  };
  const cause = { verb: VERB, reason: kind, basis: '行政许可法 45', document };
  const amount = { n: days, unit: 'workingDay' };
  const own = element ?? task.element;
  const steps = Object.values(progress.state.tasks).filter((one) => !isInside(progress.state, one.element, element));
  return record(
    progress,
    [
      { type: 'procedureStarted', procedure },
      moveTask({ task, verb: VERB, to: to as 'inProcedure', comment: kind, onBehalfOf }, context),
      ...onAllClocks(progress.state, 'pause', { ...cause, tasks: steps }, context),
      clockEvent({ clock: 'special', effect: 'start', element: own, amount }, cause, context),
    ],
    context,
  );
}

/** The steps of the procedure itself run. */
function isInside(state: InstanceState, element: string, procedure: string | null): boolean {
  for (let at = state.elements[element]; at; at = at.parent === null ? undefined : state.elements[at.parent])
    if (at.id === procedure) return true;
  return false;
}
