import type { DomainEvent } from '../core/events.ts';
import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { DecideContext } from './command.ts';
import type { Move } from './move.ts';
import { type Progress, record } from './progress.ts';
import { tellAsked } from './tell-asked.ts';

/** The error a refusal throws: a model that wants to do something about refusals catches it. */
export const REJECTED = 'rejected';

export interface Refused {
  readonly element: string;
  readonly variables: Variables;
  readonly move: Move;
}

/** Goes on at the handler of the error `rejected` (a boundary event, or an event of a scope around it); null where there is none. */
export function throwRejectedBy(
  progress: Progress,
  { element, variables, move }: Refused,
  context: DecideContext,
): Result<Progress | null> {
  const thrown = move(progress, { trigger: { kind: 'throwError', element, code: REJECTED, variables } }, context);
  if (!thrown.ok) return thrown;
  const error = thrown.value.events.slice(progress.events.length).find((event) => event.type === 'errorThrown');
  return ok(error?.type === 'errorThrown' && error.caughtBy !== null ? thrown.value : null);
}

/** Refuses and ends: the handler of refusals goes on; without one the case ends as `refused`, with what was written, and departments that were asked are told. */
export function refuseBy(progress: Progress, refused: Refused, context: DecideContext): Result<Progress> {
  const thrown = throwRejectedBy(progress, refused, context);
  if (!thrown.ok) return thrown;
  if (thrown.value) return ok(thrown.value);
  const { variables, move } = refused;
  const written: DomainEvent = { type: 'variablesWritten', scope: progress.state.root, values: variables };
  const told = tellAsked(progress, { asked: progress.state.effects, reason: 'refused' }, context);
  return move(record(told, [written], context), { trigger: { kind: 'cancel', reason: 'refused' } }, context);
}
