import type { Milestone } from '../model/graph.ts';
import type { Execution } from './execution.ts';

/** The case has come to a stage the model declares. Only the first time counts: nobody becomes a new applicant by being sent back. */
export function reach(x: Execution, scope: string, milestone: Milestone | undefined): void {
  if (!milestone || x.draft.state.proceedings?.acceptedAt !== undefined) return;
  x.emit({ type: 'milestoneReached', milestone, scope });
}
