/**
 * 加签 at an ordinary task: who has it asks others before or after, and decides alone. The visit becomes a round of one voter, which the model knows
 * nothing of: its task is the seat, and its answer, with whatever outcome, is what leaves.
 */
import type { DomainEvent } from '../core/events.ts';
import type { ElementInstance, InstanceState, Seat, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { FlowNode, RoundSpec } from '../model/graph.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';
import type { TakenTask } from './take-task.ts';

const ONE_DECIDES: RoundSpec = {
  order: 'parallel',
  rule: 'all',
  share: null,
  base: 'all',
  quorum: null,
  veto: 'nobody',
  against: 'now',
  abstain: 'counts',
  weights: null,
  layered: null,
};

/** How the votes at a node are counted. */
export const roundSpecOf = ({ user }: FlowNode): RoundSpec => user?.approval ?? ONE_DECIDES;

/** The task as the one seat of a round; as it is where it has a seat already. */
export function withRound(progress: Progress, { task, element }: TakenTask, context: DecideContext): Progress {
  if (element.round) return progress;
  const own: Seat = {
    id: 0,
    user: task.assignee,
    group: null,
    weight: 1,
    veto: false,
    lead: false,
    task: task.id,
    answer: null,
  };
  const seated: Task = { ...task, part: { seat: own.id } };
  const events: DomainEvent[] = [
    { type: 'roundOpened', element: element.id, round: { seats: [own] } },
    { type: 'taskChanged', verb: 'add-signer', task: seated },
  ];
  return record(progress, events, context);
}

/** The element and the task of a taken one as they are now. */
export function placedIn({ elements, tasks }: InstanceState, taken: TakenTask): TakenTask {
  const element: ElementInstance = elements[taken.element.id] ?? taken.element;
  return { ...taken, element, task: tasks[taken.task.id] ?? taken.task };
}

/** Refuses with 'signers-after' a verb that would let the case go on past those who were to be asked after the decision. */
export function requireNobodyAfter({ element, node, task }: TakenTask, verb: string): Result<void> {
  const waiting = (element.round?.seats ?? []).filter(
    ({ added, removed, answer }) => added?.kind === 'after' && added.to === task.part?.seat && !removed && !answer,
  );
  if (waiting.length === 0) return ok(undefined);
  const users = waiting.map(({ user }) => user ?? '-').join(', ');
  return fail('signers-after', { verb, elementId: node.id, users }, { elementId: node.id });
}
