import type { InstanceState, Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { rootDefinition } from './case.ts';
import type { DecideContext, Decision } from './command.ts';
import { conductOf } from './conduct.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { askSecondPerson, managersOf } from './second-person.ts';

export interface Ending {
  /** A key of `SECOND_PERSON_VERBS`, which does it once it is confirmed. */
  readonly verb: 'cancel' | 'modify';
  readonly wanted: Variables;
  readonly reason: string;
  /** What one person alone would do. */
  readonly done: Decision<InstanceAnswer>;
}

/**
 * An operation that ends a case by hand is only asked for where the item wants two persons for that (`tb:conduct` `cancel="confirmed"`): another who
 * manages the case confirms. One that leaves it open is done.
 */
export function endConfirmed(
  state: InstanceState,
  { verb, wanted, reason, done }: Ending,
  context: DecideContext,
): Result<Decision<InstanceAnswer>> {
  const ends = done.state.status === 'completed' || done.state.status === 'terminated';
  if (!ends || conductOf(state, context).cancel !== 'confirmed') return ok(done);
  const entitled = managersOf(rootDefinition(state, context).graph);
  const pending = askSecondPerson(begin(state), { verb, wanted, reason, entitled }, context);
  if (!pending.ok) return pending;
  const told = answerInstance(pending.value.progress);
  const answer = { ...told.answer, request: pending.value.request.id };
  return ok({ ...told, answer, foresees: { state: done.state, events: done.events, confirmedBy: [] } });
}
