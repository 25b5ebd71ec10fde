import type { Variables } from '../core/state.ts';
import { withdrawalStart } from '../core/withdrawal.ts';
import type { Result } from '../errors.ts';
import { advance } from './advance.ts';
import { rootDefinition } from './case.ts';
import { refuseCase } from './close-case.ts';
import type { DecideContext } from './command.ts';
import type { Progress } from './progress.ts';

export interface Withdrawing {
  /** Of the operation; what the clock records name where the model does not say itself what a withdrawal does. */
  readonly verb: string;
  /** The number of the signed request. */
  readonly document?: string;
  readonly variables?: Variables;
}

/**
 * The case is withdrawn, or counts as that: what the model says of it happens (`tb:withdraws`), as if the applicant had sent its message. Without
 * that, what has completed is undone, departments that were asked are told, and the case ends.
 */
export function withdrawCase(
  progress: Progress,
  { verb, document, variables = {} }: Withdrawing,
  context: DecideContext,
): Result<Progress> {
  const request = document === undefined ? {} : { document };
  return withdrawalStart(rootDefinition(progress.state, context).graph)
    ? advance(progress, { trigger: { kind: 'withdraw', variables }, ...request }, context)
    : refuseCase(progress, { result: 'withdrawn', verb, ...request }, context);
}
