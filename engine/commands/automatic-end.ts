import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Task } from '../core/state.ts';
import type { Why } from '../people/approvers/find.ts';
import { decidedBy } from '../tasks/run-machine.ts';
import type { AutomaticEvent } from '../tasks/user-task.machine.ts';
import type { DecideContext } from './command.ts';
import { dataDigest } from './data-digest.ts';
import { endTask } from './end-task.ts';

export interface AutomaticEnd {
  readonly task: Task;
  readonly event: AutomaticEvent;
  readonly why: Why | undefined;
  /** Whose earlier or later decision stands for it; null where nobody's does. */
  readonly person: string | null;
}

/** What stands in the history as the verb. */
export const AUTOMATIC_VERBS = { 'auto:pass': 'auto-pass', 'auto:refuse': 'auto-refuse' } as const;

/** The end of a task that the rules of the model decide. It says by which, and whose decision stands for it, so that everybody sees it. */
export function automaticEnd(
  state: InstanceState,
  { task, event, why, person }: AutomaticEnd,
  context: DecideContext,
): DomainEvent {
  const verb = AUTOMATIC_VERBS[event];
  const text = [why?.rule ?? '', ...Object.entries(why?.params ?? {}).map(([name, value]) => `${name}: ${value}`)].join(
    ' · ',
  );
  const comments = [
    ...task.comments,
    { at: context.env.now, by: 'system', ...(person && { onBehalfOf: person }), verb, text },
  ];
  const end = {
    task: { ...task, comments },
    verb,
    by: null,
    outcome: decidedBy(event),
    ...(person && { onBehalfOf: person }),
  };
  const ended = endTask(state, end, context);
  if (ended.type !== 'taskEnded') return ended;
  return { ...ended, trail: { ...ended.trail, data: dataDigest(state, ended.trail.scope) } };
}
