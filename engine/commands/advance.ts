/**
 * Calls the core and gives people the work it opens: a task for every user task that is reached, an end for every task whose element
 * instance was ended.
 */
import { withWrites } from '../core/data-stores.ts';
import type { DomainEvent } from '../core/events.ts';
import { enclosingScope } from '../core/query.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { step } from '../core/step.ts';
import type { WorkChange } from '../core/trigger.ts';
import { type ErrorCode, type Failure, ok, type Result } from '../errors.ts';
import { voidedBy } from '../tasks/run-machine.ts';
import { calendarsFor } from './clocks/read-clock.ts';
import type { DecideContext } from './command.ts';
import { endTask } from './end-task.ts';
import type { AdvanceInput, ReturnTo } from './move.ts';
import { copiesFor } from './notices/copies.ts';
import { repliesAtEnd } from './notices/replies.ts';
import { openTask } from './open-task.ts';
import { type Progress, record } from './progress.ts';
import { sealDecisions } from './seal-decisions.ts';
import { settleAutomatic } from './settle-automatic.ts';
import { settleProceedings } from './settle-proceedings.ts';
import { settleWithdrawal } from './settle-withdrawal.ts';

export type { AdvanceInput } from './move.ts';

/** One trigger and everything that follows from it, decisions of the model's own rules included; `progress` is null for a case that begins. */
export function advance(progress: Progress | null, input: AdvanceInput, context: DecideContext): Result<Progress> {
  const moved = moveOnce(progress, input, context);
  if (!moved.ok) return moved;
  return settleAutomatic(moved.value, { since: progress?.events.length ?? 0, move: advance }, context);
}

function moveOnce(progress: Progress | null, input: AdvanceInput, context: DecideContext): Result<Progress> {
  const { definitions, env } = context;
  const { trigger, returnTo } = input;
  const before = progress?.state ?? null;
  const stores = env.stores && withWrites(env.stores, progress?.events ?? []);
  const calendarOf = calendarsFor(context);
  const stepped = step({ definitions, env: { ...env, stores }, state: before, trigger, calendarOf });
  if (!stepped.ok) return stepped;
  const { state, events, work } = stepped.value;
  const after: Progress = { state, events: [...(progress?.events ?? []), ...events] };
  const withdrawn = settleWithdrawal(before, after, input, context);
  const ended = record(withdrawn, closed(before, work, context), context);
  const done = progress ? sealDecisions(progress, { moved: ended, input }, context) : ended;
  const begun = opened(done.state, { work, returnTo }, context);
  if (!begun.ok) return begun;
  const settled = settleProceedings(record(done, begun.value, context), context);
  const told = copiesFor({ before, after: settled.state, events }, context);
  return ok(record(settled, [...told, ...repliesAtEnd(before, settled.state, context)], context));
}

interface Opening {
  readonly work: readonly WorkChange[];
  readonly returnTo: ReturnTo | undefined;
}

function opened(
  state: InstanceState,
  { work, returnTo }: Opening,
  context: DecideContext,
): Result<readonly DomainEvent[]> {
  const elements = work.flatMap((change) => (change.kind === 'open' ? [change.element] : []));
  if (elements.length === 0) return ok([]);
  const served = tasksByElement(state);
  const events: DomainEvent[] = [];
  for (const element of elements) {
    if (!state.elements[element]?.round && served.has(element)) continue;
    const tasks = openTask(
      { state, element, assignee: stillHere(preferred(state, element, returnTo), context) },
      context,
    );
    if (tasks.ok) events.push(...tasks.value);
    else if (isRefused(tasks.failure, context)) return tasks;
    else events.push(incidentAt(element, tasks.failure, context));
  }
  return ok(events);
}

/** Where the model wants somebody and finds nobody, or the wrong one: what a person submits is not taken. */
const BLOCKING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'approver-choice-invalid',
  'approver-choice-missing',
  'approver-none',
  'draw-too-few',
  'four-eyes-unmet',
  'responsibility-forbidden',
  'responsibility-overlap',
]);

/** Timers and departments cannot put anything right: for them it is an incident, and a retry asks the rules again. */
const isRefused = ({ code }: Failure, { actor }: DecideContext): boolean =>
  BLOCKING.has(code) && !actor.roles.some((role) => role === 'system' || role === 'worker');

function incidentAt(element: string, { code, params }: Failure, { env }: DecideContext): DomainEvent {
  const incident = { id: env.newId(), element, code, params, since: env.now, retry: { kind: 'enter' } } as const;
  return { type: 'incidentRaised', incident };
}

function preferred(state: InstanceState, id: string, returnTo: ReturnTo | undefined): string | null {
  const element = state.elements[id];
  if (element?.reserved) return element.reserved.user;
  if (!returnTo || !element || element.item !== undefined || element.node !== returnTo.node) return null;
  return enclosingScope(state, element)?.id === returnTo.scope ? returnTo.user : null;
}

/** Whoever has left gets nothing: the rule of the model is asked again. */
function stillHere(user: string | null, { organisation, env }: DecideContext): string | null {
  const chart = organisation.at(env.now);
  const now = user === null ? null : chart.successorOf(user);
  return now !== null && chart.hasLeft(now) ? null : now;
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
