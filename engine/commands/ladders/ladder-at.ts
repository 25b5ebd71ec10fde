import type { InstanceState } from '../../core/state.ts';
import type { RungSpec } from '../../model/ladder.ts';
import type { ClockCode } from '../../sla/clock-code.ts';
import { type ClockRun, clockRuns, isStopped, stepId } from '../clocks/clock-runs.ts';
import { type ClockContext, readClock } from '../clocks/read-clock.ts';
import type { DecideContext } from '../command.ts';
import { type Place, placeOf } from '../place.ts';
import { ladderOf } from './ladder-of.ts';
import { type LadderClock, type NextRung, nextRung } from './next-rung.ts';

/** What comes next on the ladder of an element instance that is alive; null without a ladder too. */
export function nextAt(state: InstanceState, element: string, context: DecideContext): NextRung | null {
  const place = placeOf(state, element, context.definitions);
  const rungs = ladderOf(state, element, context);
  if (rungs.length === 0 || isBody(place)) return null;
  const runs = clockRuns(state).filter((run) => !isStopped(run));
  const found = new Map<ClockCode, LadderClock | undefined>();
  return nextRung({
    rungs,
    climbed: state.ladders?.[element]?.climbed ?? [],
    clockOf(rung) {
      const code = codeOf(rung, place);
      if (!found.has(code)) found.set(code, clockAt(state, { runs, code, place }, context));
      return found.get(code);
    },
  });
}

/** Whether a ladder says what happens as the limit of this clock is used up; else people are told of its lamps. */
export function hasLadderFor(state: InstanceState, { clock, element }: ClockRun, context: DecideContext): boolean {
  const owner = element ?? state.root;
  const rungs = ladderOf(state, owner, context);
  if (rungs.length === 0) return false;
  const place = placeOf(state, owner, context.definitions);
  return rungs.some((rung) => codeOf(rung, place) === clock);
}

/** The body of a loop is no visit: each of its items is. */
const isBody = ({ node, element }: Place): boolean => node.loop !== null && element.item === undefined;

const codeOf = ({ clock }: RungSpec, { node }: Place): ClockCode =>
  node.user ? 'step' : (clock ?? node.limits?.[0]?.clock ?? 'promised');

interface Wanted {
  readonly runs: readonly ClockRun[];
  readonly code: ClockCode;
  readonly place: Place;
}

function clockAt(
  { root }: InstanceState,
  { runs, code, place }: Wanted,
  context: ClockContext & Pick<DecideContext, 'env'>,
): LadderClock | undefined {
  const { id } = place.element;
  const run = runs.find((one) =>
    code === 'step' ? one.id === stepId(id) : one.clock === code && one.element === (id === root ? null : id),
  );
  const read = run && readClock(run, context, context.env.now);
  return read && run && { id: run.id, ledger: read.ledger, calendar: read.calendar };
}
