/** 超时视为同意, 超时自动不同意: the rule answers for whoever was silent. Who was asked stays responsible and is named by the history. */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import type { Result } from '../../errors.ts';
import type { Why } from '../../people/approvers/find.ts';
import type { AutomaticEvent } from '../../tasks/user-task.machine.ts';
import { advance } from '../advance.ts';
import { automaticEnd } from '../automatic-end.ts';
import type { DecideContext } from '../command.ts';
import { type Progress, record } from '../progress.ts';
import { settleAutomatic } from '../settle-automatic.ts';
import type { Reached } from './reached.ts';
import { tasksAt } from './rung-people.ts';

const VOTES = { 'auto:pass': 'for', 'auto:refuse': 'against' } as const;

/** Of a step; of a round each seat that is asked answers so, and what has been answered stands. */
export const answerForSilence =
  (event: AutomaticEvent) =>
  (progress: Progress, { element, next, told }: Reached, context: DecideContext): Result<Progress> => {
    const why = { rule: 'silence', params: { basis: next.rung.basis ?? '', silent: told.join(', ') } };
    return answerTasks(progress, { tasks: tasksAt(progress.state, element), event, why }, context);
  };

export interface Answering {
  readonly tasks: readonly Task[];
  readonly event: AutomaticEvent;
  readonly why: Why;
}

export function answerTasks(
  progress: Progress,
  { tasks, event, why }: Answering,
  context: DecideContext,
): Result<Progress> {
  const { state } = progress;
  const ends = tasks.flatMap((task): DomainEvent[] => [
    automaticEnd(state, { task, event, why, person: null }, context),
    ...answered(state, { task, event }, context),
  ]);
  const ended = record(progress, ends, context);
  return settleAutomatic(ended, { since: progress.events.length, move: advance }, context);
}

interface Silent {
  readonly task: Task;
  readonly event: AutomaticEvent;
}

function answered({ elements }: InstanceState, { task, event }: Silent, { env }: DecideContext): DomainEvent[] {
  const seat = elements[task.element]?.round?.seats.find(({ id }) => id === task.part?.seat);
  if (!seat) return [];
  const answer = { vote: VOTES[event], by: 'system', at: env.now, comment: '', variables: {} };
  return [{ type: 'seatChanged', element: task.element, seat: { ...seat, answer } }];
}
