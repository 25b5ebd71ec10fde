/** What passing a task on leaves behind: the way it has gone, with a flag where it goes round, and a word to whom it is taken from and given. */
import type { DomainEvent } from '../core/events.ts';
import type { Copy } from '../core/notices.ts';
import type { InstanceState, Task, TaskReason } from '../core/state.ts';
import type { DecideContext } from './command.ts';
import { requireRoom, stamp, written } from './notices/notice.ts';
import type { TakenTask } from './take-task.ts';

/** More transfers than these are a flag: the work has found nobody. */
const MANY = 3;

const ARROW = ' → ';

/** D2: why somebody has a task that was transferred: by whom, and through whose hands it has come. */
export function transferReason({ assignee, reasons = [] }: Task, to: string, by: string): TaskReason['params'] {
  const before = reasons.findLast(({ rule }) => rule === 'transferred')?.params.chain?.split(ARROW);
  const chain = before ?? (assignee === null ? [] : [assignee]);
  const transfers = reasons.filter(({ rule }) => rule === 'transferred').length + 1;
  const flag = chain.includes(to) ? 'cycle' : transfers > MANY ? 'often' : undefined;
  return { by, chain: [...chain, to].join(ARROW), ...(flag && { flag }) };
}

interface Reassigned {
  readonly taken: TakenTask;
  readonly to: string;
  readonly comment: string;
}

/** D10 改派: where it was not the owner’s own will, both are told. */
export function tellOfReassignment(
  state: InstanceState,
  { taken: { task, node, onBehalfOf }, to, comment }: Reassigned,
  context: DecideContext,
): DomainEvent[] {
  const owner = task.owner ?? task.assignee;
  if (owner === null || owner === (onBehalfOf ?? context.actor.id)) return [];
  const people = [owner, to].filter((user) => user !== context.actor.id);
  if (!requireRoom(state, 'copy', people.length).ok) return [];
  const text = [`改派 / Reassigned: ${owner}${ARROW}${to}`, comment].filter((part) => part !== '').join('\n');
  return people.map((user) => {
    const about = { task: task.id, element: node.id, to: `user:${user}`, text };
    const copy: Copy = { kind: 'copy', ...stamp(context), ...about, when: 'manual', fields: [] };
    return written('sent', copy);
  });
}
