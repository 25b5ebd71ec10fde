import { NO_PROCEEDINGS, type Proceedings } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';

/** What is kept of the case by the law of procedure; empty where there is nothing yet. */
export const proceedingsOf = ({ proceedings = NO_PROCEEDINGS }: InstanceState): Proceedings => proceedings;

/** Whether the application has been accepted (受理), by what the model declares. */
export const isAccepted = (state: InstanceState): boolean => proceedingsOf(state).acceptedAt !== undefined;
