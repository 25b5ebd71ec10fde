/** B1, B2, B5: one decision for who returns at once and for who has it confirmed. */
import type { DomainEvent } from '../core/events.ts';
import type { ElementInstance, InstanceState, ReturnTicket, Seat, Task } from '../core/state.ts';
import type { NewTicket } from '../core/trigger.ts';
import { fail, ok, type Result } from '../errors.ts';
import { backwardsOf } from '../model/backwards.ts';
import { advance } from './advance.ts';
import { closeSteps } from './close-steps.ts';
import type { DecideContext } from './command.ts';
import { finishTask } from './end-task.ts';
import { type Progress, record } from './progress.ts';
import { planReturn, type ReturnPlan } from './return-plan.ts';
import { chooseReturnTarget, type ReturnTarget } from './return-targets.ts';
import { type TakenTask, takeTask } from './take-task.ts';
import { splitBetween } from './whole-block.ts';

export interface ReturnInput {
  readonly taskId: string;
  readonly to?: string;
  readonly comment?: string;
  readonly evidence?: string;
  readonly resubmit?: 'again' | 'straight';
  readonly signers?: 'onlyRejecter' | 'allSigners';
  readonly block?: 'branch' | 'whole';
}

export interface Returned {
  readonly progress: Progress;
  readonly taken: TakenTask;
  /** Open work of others that came to nothing. */
  readonly voided: readonly Task[];
  /** Whether tokens besides that of the visit were taken back (B2 b). */
  readonly takesBack: boolean;
}

/**
 * Refuses as `takeTask` and `chooseReturnTarget` do, with 'return-mode' where the model fixes what happens afterwards, and with
 * 'return-straight-impossible' where nobody can come straight back.
 */
export function performReturn(state: InstanceState, input: ReturnInput, context: DecideContext): Result<Returned> {
  const taken = takeTask(state, { taskId: input.taskId, verb: 'return' }, context);
  return taken.ok ? returnTaken(state, { taken: taken.value, input }, context) : taken;
}

interface Returning {
  readonly taken: TakenTask;
  readonly input: Omit<ReturnInput, 'taskId'>;
}

/** As `performReturn`, of a task that may be returned: nobody is asked whether he may. */
export function returnTaken(
  state: InstanceState,
  { taken, input }: Returning,
  context: DecideContext,
): Result<Returned> {
  const mode = modeOf(taken, input);
  if (!mode.ok) return mode;
  const target = chooseReturnTarget(state, { taken, to: input.to ?? null });
  if (!target.ok) return target;
  const aim = aimAt(target.value, taken, input);
  const plan = planReturn(state, { taken, target: aim });
  if (mode.value.resubmit === 'straight' && (plan.takesBack || isSplit(aim, target.value))) {
    return fail('return-straight-impossible', { elementId: taken.node.id, target: target.value.node.id });
  }
  const { comment, evidence } = input;
  return move(state, { taken, target: target.value, plan, mode: mode.value, comment, evidence }, context);
}

interface Mode {
  readonly resubmit: 'again' | 'straight';
  readonly signers: 'onlyRejecter' | 'allSigners';
}

function modeOf({ node }: TakenTask, { resubmit, signers }: Returning['input']): Result<Mode> {
  const spec = backwardsOf(node.user);
  const elementId = node.id;
  if (resubmit && spec.resubmit !== 'choose' && resubmit !== spec.resubmit) {
    return fail('return-mode', { elementId, wanted: resubmit, fixed: spec.resubmit }, { elementId });
  }
  if (signers && spec.signers !== 'choose' && signers !== spec.signers) {
    return fail('return-mode', { elementId, wanted: signers, fixed: spec.signers }, { elementId });
  }
  return ok({
    resubmit: spec.resubmit === 'choose' ? (resubmit ?? 'again') : spec.resubmit,
    signers: spec.signers === 'choose' ? (signers ?? 'allSigners') : spec.signers,
  });
}

/** The whole block begins anew at its split; without one in between, at the target. */
function aimAt(target: ReturnTarget, { definition, node }: TakenTask, { block }: Returning['input']): ReturnTarget {
  const split = block === 'whole' ? splitBetween(definition.graph, target.node.index, node.index) : undefined;
  return split ? { ...target, node: split } : target;
}

const isSplit = (aim: ReturnTarget, target: ReturnTarget): boolean => aim.node !== target.node;

interface Move {
  readonly taken: TakenTask;
  readonly target: ReturnTarget;
  readonly plan: ReturnPlan;
  readonly mode: Mode;
  readonly comment: string | undefined;
  readonly evidence: string | undefined;
}

function move(
  state: InstanceState,
  { taken, target, plan, mode, comment, evidence }: Move,
  context: DecideContext,
): Result<Returned> {
  const visit = visitOf(state, taken.element);
  const tickets = mode.resubmit === 'straight' ? ticketsFor(visit, { taken, plan, mode }, context) : [];
  const forgotten: DomainEvent[] =
    tickets.length > 0 ? [] : (visit.tickets ?? []).map((ticket) => forget(visit, ticket));
  const finished = record(finishTask(state, { taken, verb: 'return', comment, evidence }, context), forgotten, context);
  const { scope, node, from, joins } = plan;
  const moved = advance(
    finished,
    {
      trigger: { kind: 'moveToken', reason: 'return', scope, node, from, joins, tickets },
      returnTo: { scope, node: target.node.index, user: target.entry.onBehalfOf ?? target.entry.by },
    },
    context,
  );
  if (!moved.ok) return moved;
  const closed = closeSteps({ before: state, after: moved.value.state, verb: 'return', reason: 'returned' }, context);
  const progress = record(moved.value, closed, context);
  return ok({ progress, taken, voided: voidedIn(moved.value), takesBack: plan.takesBack });
}

/** Tickets lie on the visit, not on the items of its loop. */
const visitOf = ({ elements }: InstanceState, element: ElementInstance): ElementInstance =>
  (element.item === undefined ? undefined : elements[element.parent ?? '']) ?? element;

function ticketsFor(
  visit: ElementInstance,
  { taken, plan, mode }: Pick<Move, 'taken' | 'plan' | 'mode'>,
  { actor }: DecideContext,
): NewTicket[] {
  const { node, definition, task, onBehalfOf } = taken;
  const seats = mode.signers === 'onlyRejecter' ? standing(taken.element.round?.seats, task) : undefined;
  const { draw } = taken.element.round ?? {};
  const reserved = { user: onBehalfOf ?? actor.id, ...(seats && { seats }), ...(seats && draw && { draw }) };
  const own: NewTicket = { node: node.index, definition: definition.id, reserved, filled: plan.filled };
  return [own, ...(visit.tickets ?? [])];
}

/** The answers of a round that stand when only who returned it answers again; whoever had not answered is asked as well. */
const standing = (seats: readonly Seat[] | undefined, { part }: Task): readonly Seat[] | undefined =>
  seats?.map((seat) => (seat.id === part?.seat || seat.answer === null ? { ...seat, task: null, answer: null } : seat));

const forget = ({ id }: ElementInstance, { node }: ReturnTicket): DomainEvent => ({
  type: 'ticketVoided',
  element: id,
  node,
  reason: 'returned-again',
});

const voidedIn = ({ events }: Progress): Task[] =>
  events.flatMap((event) => (event.type === 'taskEnded' && event.outcome === 'voided:return' ? [event.task] : []));
