/** 红牌 by the engine: the law has been broken, so whoever has the work explains it (行政许可法 72, 74). A ladder does not stand in for it. */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import { headsAt } from '../../people/superiors.ts';
import type { ClockRun } from '../clocks/clock-runs.ts';
import type { DecideContext } from '../command.ts';
import { tasksAt } from './rung-people.ts';

/**
 * One for each clock. It goes to whoever has had work of the case in hand for the longest; where nobody has, to the head of the department;
 * where there is none either, no card is issued, and the supervisors are told all the same.
 */
export function cardFor(
  state: InstanceState,
  { id, clock, element, records }: ClockRun,
  { env, organisation }: DecideContext,
): DomainEvent[] {
  const owner = element ?? state.root;
  const tasks = tasksAt(state, owner).toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const department = tasks.find((task) => task.department !== null)?.department ?? records[0]?.department ?? null;
  const [head] = headsAt(department, organisation.at(env.now));
  const addressee = tasks.find((task) => task.assignee !== null)?.assignee ?? head;
  if (addressee === undefined) return [];
  const reason = clock === 'acceptance' ? ('not-told-at-once' as const) : ('overdue' as const);
  return [{ type: 'cardRequested', id: env.newId(), element: state.root, clock: id, addressee, reason }];
}
