/** The only caller of the machine of rounds, with its answers computed once when this module loads, as for tasks. */
import { transition } from 'xstate';
import { approvalRoundMachine, ROUND_EVENTS } from './approval-round.machine.ts';
import type { RoundResult } from './vote.ts';

export type RoundEvent = (typeof ROUND_EVENTS)[number];

const RESULTS = ['open', 'passed', 'failed'] as const satisfies readonly RoundResult[];

/** Asks the machine itself: the state after the event, or null where it refuses. */
function runRound(state: RoundResult, event: RoundEvent, result: RoundResult): RoundResult | null {
  const snapshot = approvalRoundMachine.resolveState({ value: state, context: {} });
  const given = { type: event, result };
  if (!snapshot.can(given)) return null;
  const [next] = transition(approvalRoundMachine, snapshot, given);
  return next.value as RoundResult;
}

const TABLE: ReadonlyMap<string, RoundResult | null> = new Map(
  ROUND_EVENTS.flatMap((event) =>
    RESULTS.map((result) => [`${event}/${result}`, runRound('open', event, result)] as const),
  ),
);

/** What an open round is after the event, when its votes then mean `result`. */
export function roundAfter(event: RoundEvent, result: RoundResult): RoundResult {
  const next = TABLE.get(`${event}/${result}`);
  if (!next) throw new Error(`Expected an open round to admit ${event}, but it does not.`);
  return next;
}
