/** What is done when a second person confirms, by verb. The context is that of who confirms; `request.by` asked. */
import type { DomainEvent } from '../core/events.ts';
import type { ConfirmationRequest } from '../core/proceedings.ts';
import type { Result } from '../errors.ts';
import { closeCase } from './close-case.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';

export type SecondPersonVerb = (
  progress: Progress,
  request: ConfirmationRequest,
  context: DecideContext,
) => Result<Progress>;

export const SECOND_PERSON_VERBS: Readonly<Record<string, SecondPersonVerb>> = {
  void(progress, { reason }, context) {
    const given: DomainEvent = { type: 'reasonGiven', reason };
    return closeCase(record(progress, [given], context), { result: 'void', verb: 'void' }, context);
  },
};
