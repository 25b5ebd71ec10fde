/**
 * 视为受理 (行政许可法 32): nobody has said within the time of the law what is missing, so the application counts as accepted from the day it was
 * received. The clocks of the law begin then too, and the notice is issued as if somebody had accepted it. Who was silent explains it.
 */
import type { DomainEvent } from '../../core/events.ts';
import { dateTimeIn } from '../../core/schedule/year.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import { fail, type Result } from '../../errors.ts';
import { requireBeforeAcceptance } from '../acceptance.ts';
import { clockRuns } from '../clocks/clock-runs.ts';
import type { DecideContext } from '../command.ts';
import { issue } from '../issue.ts';
import { placeOf } from '../place.ts';
import { type Progress, record } from '../progress.ts';
import { answerTasks } from './answer-for-silence.ts';
import { cardFor } from './lamp-cards.ts';
import type { Reached } from './reached.ts';
import { tasksAt } from './rung-people.ts';

/** Refuses with 'acceptance-over' what is accepted, and with 'setting-missing' where no task stands at the node that accepts. */
export function deemAccepted(progress: Progress, reached: Reached, context: DecideContext): Result<Progress> {
  const before = requireBeforeAcceptance(progress.state, VERB);
  if (!before.ok) return before;
  const tasks = acceptingTasks(progress.state, reached, context);
  if (tasks.length === 0) return fail('setting-missing', { verb: VERB, setting: 'stopsAfter' });
  const { basis } = reached.next.rung;
  const run = clockRuns(progress.state).find(({ id }) => id === reached.next.clock);
  // When the clock began: of an application that was supplemented, with the supplement.
  const receivedAt = run?.records[0]?.at ?? progress.state.startedAt;
  const day = dateTimeIn(receivedAt, context.env.zone).slice(0, 10);
  const remark = `${basis ?? ''}：逾期未告知，自收到之日（${day}）起视为受理。 Not told in time: deemed accepted from ${day}.`;
  const issued = issue(progress, { kind: 'acceptance', params: { remark } }, context);
  if (!issued.ok) return issued;
  const deemed: DomainEvent = {
    type: 'acceptanceDeemed',
    at: receivedAt,
    basis: basis ?? '',
    document: issued.value.document.id,
  };
  const accepted = record(
    issued.value.progress,
    [deemed, ...(run ? cardFor(progress.state, run, context) : [])],
    context,
  );
  return answerTasks(
    accepted,
    { tasks, event: 'auto:pass', why: { rule: VERB, params: { basis: basis ?? '' } } },
    context,
  );
}

const VERB = 'deem-accepted';

/** At the node whose completion stops the clock of acceptance. */
function acceptingTasks(state: InstanceState, { element, next }: Reached, context: DecideContext): Task[] {
  const { node } = placeOf(state, element, context.definitions);
  const stops = node.limits?.find(({ clock }) => clock === next.rung.clock)?.stopsAfter;
  return tasksAt(state, element).filter((task) => task.node === stops);
}
