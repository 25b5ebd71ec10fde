import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { requireTrail } from '../core/parts.ts';
import { visibleScope } from '../core/query.ts';
import type { ElementInstance, InstanceState, Seat, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isVoter } from '../tasks/round.ts';
import { voidedBy } from '../tasks/run-machine.ts';
import { barredPeople, barsAt } from './bars.ts';
import { requireActive } from './case.ts';
import { openStep } from './clocks/open-step.ts';
import type { Command, DecideContext } from './command.ts';
import { coordinatorReasons } from './coordinator-seat.ts';
import { endTask } from './end-task.ts';
import { Comment, closed, Id } from './input.ts';
import { seatTask } from './open-round.ts';
import { placeOf } from './place.ts';
import { begin, record } from './progress.ts';
import { withReason } from './resolve-people.ts';
import { seatsOf, settleRound, specOf } from './settle-round.ts';
import { completedBy, takeBack } from './take-back.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { withRemark } from './task-comment.ts';
import { resolveTask } from './task-parts.ts';

const Input = closed({
  /** The task that ended with the vote. */
  taskId: Id,
  comment: Type.Optional(Comment),
});
type Input = Static<typeof Input>;

interface Cast {
  readonly element: ElementInstance;
  readonly seat: Seat;
}

/**
 * B6 拿回: what somebody has completed, while nobody has touched what came of it (see `take-back.ts`); or within a round that is undecided, takes back one's own vote while nothing is decided. The ended task stays as it was in the history; a new one of the
 * same seat opens. Who was asked because of the vote and has not begun is no longer asked; once one of them has, the vote stands.
 */
export const retrieveTask: Command<Input, TaskAnswer> = {
  name: 'retrieve-task',
  input: Input,
  decide(state, { taskId, comment = '' }, context) {
    const active = requireActive(state);
    if (!active.ok) return active;
    const done = completedBy(state, taskId, context);
    if (done) return takeBack(state, { entry: done, comment }, context);
    const cast = castBy(state, taskId, context);
    if (!cast.ok) return cast;
    const { element, seat } = cast.value;
    const place = placeOf(state, element.id, context.definitions);
    if (!place.node.user) throw new Error(`Expected ${place.node.id} to be a user task, but it is not.`);
    const surroundings = { scope: visibleScope(state, element.id), now: context.env.now };
    const parts = resolveTask(place.node.user, surroundings);
    if (!parts.ok) return parts;
    const undone = withdrawn(state, { cast: cast.value, order: specOf(place.node).order }, context);
    if (!undone.ok) return undone;
    const { limit, department } = parts.value;
    const step = openStep({ state, place, spec: place.node.user.limit, resolved: limit, department }, context);
    if (!step.ok) return step;
    const { events: started, ...timed } = step.value;
    const user = context.actor.id;
    const barred = barredPeople(barsAt(state, place, context.definitions));
    const stands = seat.coordinator ? { reasons: coordinatorReasons(seat, context) } : {};
    const reasons = withReason(stands, { user, rule: 'retrieved', params: { task: taskId } }, context);
    const opened = seatTask(
      { place, parts: { ...parts.value, ...timed }, seat: { ...seat, user }, reasons, barred },
      context,
    );
    const text = comment === '' ? (seat.answer?.comment ?? '') : comment;
    const comments = withRemark(opened, { at: context.env.now, by: context.actor.id, verb: 'retrieve', text });
    const task: Task = { ...opened, comments };
    const events: DomainEvent[] = [
      ...undone.value,
      ...started,
      { type: 'taskCreated', task },
      { type: 'seatChanged', element: element.id, seat: { ...seat, answer: null, task: task.id } },
    ];
    const back = record(begin(state), events, context);
    const settled = settleRound(back, { element: element.id, event: 'retrieve' }, context);
    return settled.ok ? ok(answerTask(settled.value, task.id, context)) : settled;
  },
};

function castBy(state: InstanceState, taskId: string, { actor, definitions }: DecideContext): Result<Cast> {
  for (const element of Object.values(state.elements)) {
    const seat = element.round?.seats.find(({ task, removed }) => task === taskId && !removed);
    if (!seat) continue;
    if (!seat.answer) return standing(actor.id, 'it has not been given', '尚未表决');
    if (seat.answer.by !== actor.id) {
      return fail('action-not-allowed', { ...notMine(taskId, actor.id, seat.answer.vote), may: seat.answer.by });
    }
    const { operations = null } = placeOf(state, element.id, definitions).node.user ?? {};
    if (operations === null || operations.includes('retrieve')) return ok({ element, seat });
    return standing(actor.id, 'the model does not admit it', '模型不允许收回');
  }
  if (state.tasks[taskId]) return standing(actor.id, 'the task is not part of a round', '该任务不属于会签');
  requireTrail(state);
  const isKnown = state.trail.some((entry) => entry.taskId === taskId);
  if (!isKnown) return fail('not-found', { kind: 'task', id: taskId });
  return standing(actor.id, 'the round is decided, or the vote has been taken back', '会签已有结果，或已收回');
}

const notMine = (taskId: string, actor: string, state: string) => ({ verb: 'retrieve', taskId, actor, state });

const standing = (user: string, reason: string, reasonZh: string): Result<never> =>
  fail('vote-not-retrievable', { user, reason, reasonZh });

interface Undoing {
  readonly cast: Cast;
  readonly order: 'parallel' | 'sequence';
}

/** Takes back what the vote has led to: signers added after it, and in a sequence whoever was asked next. */
function withdrawn(
  state: InstanceState,
  { cast: { element, seat }, order }: Undoing,
  context: DecideContext,
): Result<DomainEvent[]> {
  const seats = seatsOf(state, element.id);
  const later = seats.slice(seats.indexOf(seat) + 1);
  const isNext = (one: Seat) =>
    one.coordinator || (order === 'sequence' && isVoter(one) && !one.added && later.includes(one));
  const led = seats.filter(
    (one) =>
      one.task !== null && !one.removed && (isNext(one) || (one.added?.kind === 'after' && one.added.to === seat.id)),
  );
  const tasks = led.map((one) => ({ seat: one, task: state.tasks[one.task ?? ''] }));
  if (tasks.some(({ task }) => !task || !isUntouched(task))) {
    return standing(context.actor.id, 'somebody who came after it has begun', '后续人员已开始办理');
  }
  return ok(
    tasks.flatMap(({ seat: one, task }): DomainEvent[] => {
      if (!task) return [];
      const by = context.actor.id;
      return [
        endTask(state, { task, verb: 'retrieve', by, outcome: voidedBy('withdrawn') }, context),
        { type: 'seatChanged', element: element.id, seat: { ...one, task: null } },
      ];
    }),
  );
}

const isUntouched = ({ state, comments }: Task): boolean =>
  (state === 'offered' || state === 'claimed') && comments.length === 0;
