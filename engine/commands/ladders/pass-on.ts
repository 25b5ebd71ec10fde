/** 升级, 转办: the work goes to others. The limit goes on; a delegation ends. */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState, Task, TaskState } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import { barredPeople, barsAt } from '../bars.ts';
import type { DecideContext } from '../command.ts';
import { placeOf } from '../place.ts';
import { type Progress, record } from '../progress.ts';
import { withReason } from '../resolve-people.ts';
import { withRemark } from '../task-comment.ts';
import { byAnyHand } from './any-hand.ts';
import type { Reached } from './reached.ts';
import { tasksAt } from './rung-people.ts';

/** Refuses with 'approver-none' where nobody else is found who may do it, and with 'task-state-conflict' where a task cannot be passed on. */
export function passOn(progress: Progress, reached: Reached, context: DecideContext): Result<Progress> {
  const events: DomainEvent[] = [];
  for (const task of tasksAt(progress.state, reached.element)) {
    const passed = passedOn(progress.state, { task, ...reached }, context);
    if (!passed.ok) return passed;
    events.push({ type: 'taskChanged', verb: reached.next.rung.action, task: passed.value });
  }
  return ok(record(progress, events, context));
}

type Passing = Reached & { readonly task: Task };

function passedOn(state: InstanceState, passing: Passing, context: DecideContext): Result<Task> {
  const { task, next, told } = passing;
  const { action, id: rung } = next.rung;
  const place = placeOf(state, task.element, context.definitions);
  const elementId = place.node.id;
  const barred = barredPeople(barsAt(state, place, context.definitions));
  const users = named(told, 'user').filter((user) => user !== task.assignee && !barred.includes(user));
  const groups = named(told, 'group');
  if (users.length + groups.length === 0) return fail('approver-none', { elementId }, { elementId });
  const to = byAnyHand(task, 'transfer');
  if (!to.ok) return to;
  const [only, ...others] = groups.length === 0 ? users : [];
  const isOne = only !== undefined && others.length === 0;
  const reasons = users.reduce(
    (known, user) => withReason({ reasons: known }, { user, rule: action, params: { rung } }, context),
    task.reasons ?? [],
  );
  return ok({
    ...task,
    state: isOne ? (to.value as TaskState) : 'offered',
    assignee: isOne ? only : null,
    owner: null,
    candidateUsers: isOne ? task.candidateUsers : users,
    candidateGroups: isOne ? task.candidateGroups : groups,
    reasons,
    comments: withRemark(task, { at: context.env.now, by: 'system', verb: action, text: told.join(', ') }),
  });
}

const named = (principals: readonly string[], kind: string): string[] =>
  principals.flatMap((one) => (one.startsWith(`${kind}:`) ? [one.slice(kind.length + 1)] : []));
