/**
 * Calls the core and gives people the work it opens: a task for every user task that is reached, an end for every task whose element
 * instance was ended.
 */
import { withWrites } from '../core/data-stores.ts';
import type { DomainEvent } from '../core/events.ts';
import { enclosingScope } from '../core/query.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { step } from '../core/step.ts';
import type { Trigger, WorkChange } from '../core/trigger.ts';
import { ok, type Result } from '../errors.ts';
import { voidedBy } from '../tasks/run-machine.ts';
import type { DecideContext } from './command.ts';
import { endTask } from './end-task.ts';
import { copiesFor } from './notices/copies.ts';
import { repliesAtEnd } from './notices/replies.ts';
import { openTask } from './open-task.ts';
import { type Progress, record } from './progress.ts';

/** Whose task it becomes when a node is entered again: the person's who finished it before. */
interface ReturnTo {
  readonly scope: string;
  readonly node: number;
  readonly user: string | null;
}

export interface AdvanceInput {
  readonly trigger: Trigger;
  readonly returnTo?: ReturnTo;
}

/** One trigger and everything that follows from it; `progress` is null for a case that begins. */
export function advance(
  progress: Progress | null,
  { trigger, returnTo }: AdvanceInput,
  context: DecideContext,
): Result<Progress> {
  const { definitions, env } = context;
  const before = progress?.state ?? null;
  const stores = env.stores && withWrites(env.stores, progress?.events ?? []);
  const stepped = step({ definitions, env: { ...env, stores }, state: before, trigger });
  if (!stepped.ok) return stepped;
  const { state, events, work } = stepped.value;
  const after: Progress = { state, events: [...(progress?.events ?? []), ...events] };
  const worked = record(after, [...closed(before, work, context), ...opened(state, work, returnTo, context)], context);
  const told = copiesFor({ before, after: worked.state, events }, context);
  return ok(record(worked, [...told, ...repliesAtEnd(before, worked.state, context)], context));
}

function opened(
  state: InstanceState,
  work: readonly WorkChange[],
  returnTo: ReturnTo | undefined,
  context: DecideContext,
): DomainEvent[] {
  const elements = work.flatMap((change) => (change.kind === 'open' ? [change.element] : []));
  if (elements.length === 0) return [];
  const served = tasksByElement(state);
  return elements
    .filter((element) => state.elements[element]?.round || !served.has(element))
    .flatMap((element) => openTask({ state, element, assignee: preferred(state, element, returnTo) }, context));
}

function preferred(state: InstanceState, id: string, returnTo: ReturnTo | undefined): string | null {
  const element = state.elements[id];
  if (!returnTo || !element || element.item !== undefined || element.node !== returnTo.node) return null;
  return enclosingScope(state, element)?.id === returnTo.scope ? returnTo.user : null;
}

/** The state before still knows where the elements lay. A task that the command itself has ended is no longer in it. */
function closed(before: InstanceState | null, work: readonly WorkChange[], context: DecideContext): DomainEvent[] {
  if (before === null) return [];
  const tasks = tasksByElement(before);
  return work.flatMap((change) => {
    if (change.kind !== 'close') return [];
    const outcome = voidedBy(change.reason);
    return (tasks.get(change.element) ?? []).map((task) =>
      endTask(before, { task, verb: 'void', by: null, outcome }, context),
    );
  });
}

/** Most element instances have one, an approval round several. */
function tasksByElement(state: InstanceState): ReadonlyMap<string, readonly Task[]> {
  const found = new Map<string, Task[]>();
  for (const task of Object.values(state.tasks)) {
    const others = found.get(task.element);
    if (others) others.push(task);
    else found.set(task.element, [task]);
  }
  return found;
}
