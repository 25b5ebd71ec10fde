/** B6 拿回 of a step that is done: the tokens it produced are consumed and it is open again, as if it had not been completed. */

import type { DomainEvent } from '../core/events.ts';
import { requireTrail } from '../core/parts.ts';
import type { InstanceState, Task, TrailEntry } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { FlowNode } from '../model/graph.ts';
import { isAdmitted } from '../tasks/allowed-actions.ts';
import { advance } from './advance.ts';
import { closeSteps } from './close-steps.ts';
import type { DecideContext, Decision } from './command.ts';
import { type Produce, produceOf, whyNotTakenBack } from './produce.ts';
import { begin, type Progress, record } from './progress.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { withRemark } from './task-comment.ts';

/** The ended visit, where the task was one and is no part of a round that still runs. */
export function completedBy(
  state: InstanceState,
  taskId: string,
  { definitions }: DecideContext,
): TrailEntry | undefined {
  if (state.tasks[taskId]) return undefined;
  requireTrail(state);
  const entry = state.trail.find((one) => one.taskId === taskId);
  if (entry?.outcome !== 'approved' || entry.added || isCounted(state, taskId)) return undefined;
  const node = definitions.byId(state.definitions[entry.def] ?? '').graph.nodes[entry.node];
  return node?.user?.approval ? undefined : entry;
}

/** Its answer is one of several that are still waited for: the seat is taken back, not the step. */
const isCounted = ({ elements }: InstanceState, taskId: string): boolean =>
  Object.values(elements).some(({ round }) => round?.seats.some(({ task }) => task === taskId));

export interface TakingBack {
  readonly entry: TrailEntry;
  readonly comment: string;
}

/** Whether the actor may take the step back now. */
export function retrievable(state: InstanceState, taskId: string, context: DecideContext): boolean {
  const entry = completedBy(state, taskId, context);
  return entry !== undefined && judge(state, entry, context).ok;
}

interface Judged {
  readonly node: FlowNode;
  readonly produce: Produce;
}

/** Refuses with 'action-not-allowed', 'action-switched-off' or 'not-retrievable', which says what is in the way. */
function judge(state: InstanceState, entry: TrailEntry, context: DecideContext): Result<Judged> {
  const { actor } = context;
  const { taskId } = entry;
  if (entry.by !== actor.id) {
    return fail('action-not-allowed', { verb: 'retrieve', taskId, actor: actor.id, state: entry.outcome });
  }
  const { graph } = context.definitions.byId(state.definitions[entry.def] ?? '');
  const node = graph.nodes[entry.node];
  if (!node) throw new Error(`Expected node ${entry.node} in ${graph.key}, but there is none.`);
  if (!isAdmitted(node, 'retrieve')) {
    const admitted = node.user?.operations?.join(', ') ?? '';
    return fail('action-switched-off', { verb: 'retrieve', elementId: node.id, admitted }, { elementId: node.id });
  }
  const produce = produceOf(state, { entry, graph });
  const refused = whyNotTakenBack(state, { entry, node, produce }, context);
  return refused ? fail('not-retrievable', { taskId, ...refused }, { elementId: node.id }) : ok({ node, produce });
}

export function takeBack(
  state: InstanceState,
  { entry, comment }: TakingBack,
  context: DecideContext,
): Result<Decision<TaskAnswer>> {
  const judged = judge(state, entry, context);
  if (!judged.ok) return judged;
  const { node, produce } = judged.value;
  const { from, joins } = produce;
  const returnTo = { scope: entry.scope, node: node.index, user: entry.onBehalfOf ?? context.actor.id };
  const trigger = {
    kind: 'moveToken',
    reason: 'withdrawn',
    scope: entry.scope,
    node: node.index,
    from,
    joins,
  } as const;
  const moved = advance(begin(state), { trigger, returnTo }, context);
  return moved.ok ? ok(answerReopened(state, moved.value, { entry, comment }, context)) : moved;
}

function answerReopened(
  before: InstanceState,
  moved: Progress,
  { entry, comment }: TakingBack,
  context: DecideContext,
): Decision<TaskAnswer> {
  const { actor, env } = context;
  const opened = moved.events.findLast((event) => event.type === 'taskCreated' && event.task.node === entry.node);
  if (opened?.type !== 'taskCreated') throw new Error('Expected the step that is taken back to open, but it did not.');
  const task: Task = {
    ...opened.task,
    comments: withRemark(opened.task, { at: env.now, by: actor.id, verb: 'retrieve', text: comment }),
    ...(entry.opinion !== undefined && { draft: entry.opinion }),
  };
  const events: DomainEvent[] = [
    { type: 'taskChanged', verb: 'retrieve', task },
    ...closeSteps({ before, after: moved.state, verb: 'retrieve', reason: 'retrieved' }, context),
  ];
  return answerTask(record(moved, events, context), task.id, context);
}
