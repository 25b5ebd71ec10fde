import type { Actor } from '../../commands/command.ts';
import type { OpenTask } from '../../store/cases/open-tasks.ts';
import type { Cast } from './cast.ts';

export interface Told {
  readonly verb: string;
  /** Whom the scenario names, by id. */
  readonly as: string;
}

type Offered = Pick<OpenTask, 'assignee' | 'candidateGroups'>;

/**
 * Who may be able to: a colleague who has the task; whoever stands in for the person that the scenario names, who may be barred where that person is not;
 * then the person, else somebody to whom it is offered.
 */
export function* doersOf(cast: Cast, { assignee, candidateGroups }: Offered, { as, verb }: Told): Iterable<Actor> {
  const standIn = cast.actorFor(as);
  const himself = cast.himself(as);
  const colleague = assignee === null || assignee === standIn.id ? undefined : cast.colleagueOf(as, assignee);
  if (colleague) yield colleague;
  const isForGroups = verb === 'complete' && assignee === null && candidateGroups.length > 0;
  for (const actor of himself.id === standIn.id ? [standIn] : [standIn, himself])
    if (!isForGroups || actor.groups.some((group) => candidateGroups.includes(group))) yield actor;
  const member = cast.memberOf(candidateGroups);
  if (member) yield member;
}
