import type { DomainEvent } from '../core/events.ts';
import type { CaseResult } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';

/** The name of the message; its key is the id of the request, which is the idempotency key the department got. */
const REQUEST_WITHDRAWN = 'request-withdrawn';

interface Asked {
  readonly asked: InstanceState['effects'];
  /** Closed by law, by hand, or with the answer of the case it was merged into. */
  readonly reason: CaseResult | 'cancelled' | 'merged';
}

/** Departments that were asked and have not answered are told that nobody waits any more. */
export function tellAsked(progress: Progress, { asked, reason }: Asked, context: DecideContext): Progress {
  const messages = Object.values(asked).map(
    ({ id, element, topic }): DomainEvent => ({
      type: 'messageSent',
      id: context.env.newId(),
      element,
      name: REQUEST_WITHDRAWN,
      key: id,
      variables: { topic, reason },
      timeToLive: null,
    }),
  );
  return record(progress, messages, context);
}
