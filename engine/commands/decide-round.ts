import type { DomainEvent } from '../core/events.ts';
import type { ElementInstance, InstanceState, Seat, Task, TaskState, Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { FlowNode, RoundSpec } from '../model/graph.ts';
import { dueSeats, heardFirst, judge, type Seats, setAside } from '../tasks/round.ts';
import { runMachine, voidedBy } from '../tasks/run-machine.ts';
import { type RoundEvent, roundAfter } from '../tasks/run-round.ts';
import type { RoundResult } from '../tasks/vote.ts';
import { roundSpecOf } from './ad-hoc-round.ts';
import { deliveryClock } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import { caseScope, isUndecided } from './decided.ts';
import { endTask } from './end-task.ts';
import type { Move } from './move.ts';
import { openTask } from './open-task.ts';
import { withOutcome } from './outcome.ts';
import { placeOf } from './place.ts';
import { type Progress, record } from './progress.ts';
import { throwRejectedBy } from './throw-rejected-by.ts';

export interface Happening {
  /** The element instance of the round. */
  readonly element: string;
  readonly event: RoundEvent;
}

export interface Moved extends Happening {
  readonly move: Move;
}

/** What a gateway after the round sees. */
const PASSED = 'agree';
const FAILED = 'disagree';

/**
 * Counts the votes after something has happened. Undecided: whose signers have answered wakes, and whoever is next gets a task. Decided: all
 * other tasks are voided and stay in the history, and the token leaves with the outcome `agree` or `disagree`. A round that failed goes to the
 * handler of the error `rejected`, if the model has one, as a refusal does; without one it leaves in the ordinary way and the case goes on.
 */
export function decideRound(
  progress: Progress,
  { element, event, move }: Moved,
  context: DecideContext,
): Result<Progress> {
  const { node } = placeOf(progress.state, element, context.definitions);
  const result = roundAfter(event, judge(specOf(node), seatsOf(progress.state, element)));
  if (result === 'open')
    return askNext(handOver(progress, { element, node }, context), { element, node, move }, context);
  const closed = record(progress, voidOthers(progress.state, element, context), context);
  const variables = resultsOf(closed.state, {
    element,
    node,
    outcome: outcomeOf(closed.state, { element, node, result }),
  });
  if (result === 'failed') {
    const thrown = throwRejectedBy(closed, { element, variables, move }, context);
    if (!thrown.ok || thrown.value) return thrown as Result<Progress>;
  }
  const open = result !== 'passed' || isUndecided(node, caseScope(closed.state, variables), context.env.now);
  const decided = open ? [] : deliveryClock(node, { verb: 'complete' }, context);
  return move(record(closed, decided, context), { trigger: { kind: 'completeElement', element, variables } }, context);
}

export const specOf: (node: FlowNode) => RoundSpec = roundSpecOf;

export function seatsOf({ elements }: InstanceState, element: string): Seats {
  const round = elements[element]?.round;
  if (!round) throw new Error(`Expected ${element} to have a round, but it has none.`);
  return round.seats;
}

export function seatOf({ round, id }: ElementInstance, task: Pick<Task, 'part'>): Seat {
  const seat = round?.seats.find((one) => one.id === task.part?.seat);
  if (!seat) throw new Error(`Expected the task to have a seat in the round of ${id}, but it has none.`);
  return seat;
}

interface Asking {
  readonly element: string;
  readonly node: FlowNode;
  readonly move: Move;
}

/** Who has decided already (F8) has answered as soon as he is asked: then it is counted again. */
function askNext(progress: Progress, { element, node, move }: Asking, context: DecideContext): Result<Progress> {
  const { state } = progress;
  const woken = seatsOf(state, element).flatMap((seat): DomainEvent[] => {
    const task = seat.task === null ? undefined : state.tasks[seat.task];
    if (task?.state !== 'consulting' || heardFirst(seatsOf(state, element), seat).length > 0) return [];
    const to = runMachine(task, { type: 'heard' }) as TaskState;
    return [{ type: 'taskChanged', verb: 'heard', task: { ...task, state: to } }];
  });
  const awake = record(progress, woken, context);
  if (dueSeats(specOf(node), seatsOf(awake.state, element)).length === 0) return ok(awake);
  const opened = openTask({ state: awake.state, element, assignee: null }, context);
  if (!opened.ok) return opened;
  const asked = record(awake, opened.value, context);
  const isAnswered = opened.value.some(({ type }) => type === 'taskEnded');
  return isAnswered ? decideRound(asked, { element, event: 'vote', move }, context) : ok(asked);
}

/** E1: the coordinator decides from here on. Whose answers are no longer waited for could be asked again, should a vote be taken back. */
function handOver(
  progress: Progress,
  { element, node }: Pick<Asking, 'element' | 'node'>,
  context: DecideContext,
): Progress {
  const { state } = progress;
  const events = setAside(specOf(node), seatsOf(state, element)).flatMap((seat): DomainEvent[] => {
    const task = state.tasks[seat.task ?? ''];
    const unasked: DomainEvent = { type: 'seatChanged', element, seat: { ...seat, task: null } };
    if (!task) return [unasked];
    return [endTask(state, { task, verb: 'void', by: null, outcome: voidedBy('sibling') }, context), unasked];
  });
  return record(progress, events, context);
}

function voidOthers(state: InstanceState, element: string, context: DecideContext): DomainEvent[] {
  return Object.values(state.tasks)
    .filter((task) => task.element === element)
    .map((task) => endTask(state, { task, verb: 'void', by: null, outcome: voidedBy('sibling') }, context));
}

interface Decided {
  readonly element: string;
  readonly node: FlowNode;
  readonly outcome: string | undefined;
}

/** Where one decides, who has only asked others, the outcome is what that one has said. */
function outcomeOf(
  state: InstanceState,
  { element, node, result }: Omit<Decided, 'outcome'> & { readonly result: RoundResult },
): string | undefined {
  if (result === 'failed') return FAILED;
  return node.user?.approval ? PASSED : seatsOf(state, element).find(({ added }) => !added)?.answer?.outcome;
}

/** What all have filled in, later answers over earlier ones, and the outcome; output mappings also see `votes`. */
function resultsOf(state: InstanceState, { element, node, outcome }: Decided): Variables {
  const answered = seatsOf(state, element).flatMap(({ answer, ...seat }) => (answer ? [{ ...seat, answer }] : []));
  const inTime = [...answered].sort((a, b) => a.answer.at - b.answer.at);
  const submitted: Variables = Object.assign({}, ...inTime.map(({ answer }) => answer.variables)) as Variables;
  const votes = inTime.map(({ user, group, weight, answer: { vote, by, at, comment } }) => {
    return { user, group, by, vote, weight, at: new Date(at).toISOString(), comment };
  });
  return withOutcome({ state, element, node }, node.outputs.length > 0 ? { ...submitted, votes } : submitted, outcome);
}
