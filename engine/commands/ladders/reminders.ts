import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext } from '../command.ts';
import { noticesOf, stamp, written } from '../notices/notice.ts';
import { placeOf } from '../place.ts';
import type { Reached } from './reached.ts';
import { tasksAt } from './rung-people.ts';

const HIGHEST = 4;

/** 催办 by the engine: for each person or group and each open task one, of a level that rises. A role has no inbox; the journal names it. */
export function remindersOf(state: InstanceState, { element, told }: Reached, context: DecideContext): DomainEvent[] {
  const receivers = told.filter((to) => to.startsWith('user:') || to.startsWith('group:'));
  const urges = noticesOf(state, 'urge').filter(({ standing, lamp }) => standing === 'system' && !lamp);
  return tasksAt(state, element).flatMap((task) => {
    const { node } = placeOf(state, task.element, context.definitions);
    const rounds = new Set(urges.filter((urge) => urge.task === task.id).map(({ at }) => at)).size;
    const about = { task: task.id, element: node.id, text: '', level: Math.min(HIGHEST, rounds + 1) };
    return receivers.map((to) =>
      written('sent', { kind: 'urge', ...stamp(context), ...about, to, standing: 'system', channel: 'inbox' }),
    );
  });
}
