import type { BackwardsSpec } from './backwards-spec.ts';
import type { UserTaskSpec } from './graph.ts';

/** What holds where the model says nothing about going backwards. */
export const DEFAULT_BACKWARDS: BackwardsSpec = {
  targets: null,
  resubmit: 'choose',
  signers: 'choose',
  seat: 'node',
  consent: null,
  applicant: true,
  retrieve: { until: 'untilOpened', withinMs: null },
  noSkip: false,
  freeFlow: [],
};

export const backwardsOf = (user: UserTaskSpec | null): BackwardsSpec => user?.backwards ?? DEFAULT_BACKWARDS;
