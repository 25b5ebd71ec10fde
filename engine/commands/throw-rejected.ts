import type { Variables } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { advance } from './advance.ts';
import type { DecideContext } from './command.ts';
import type { Progress } from './progress.ts';

/** The error a refusal throws: a model that wants to do something about refusals catches it. */
export const REJECTED = 'rejected';

interface Refused {
  readonly element: string;
  readonly variables: Variables;
}

/** Goes on at the handler of the error `rejected` (a boundary event, or an event of a scope around it); null where there is none. */
export function throwRejected(
  progress: Progress,
  { element, variables }: Refused,
  context: DecideContext,
): Result<Progress | null> {
  const thrown = advance(progress, { trigger: { kind: 'throwError', element, code: REJECTED, variables } }, context);
  if (!thrown.ok) return thrown;
  const error = thrown.value.events.slice(progress.events.length).find((event) => event.type === 'errorThrown');
  return ok(error?.type === 'errorThrown' && error.caughtBy !== null ? thrown.value : null);
}
