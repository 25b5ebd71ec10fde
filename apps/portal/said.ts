/** What an applicant may tell a case in one word, or with one thing besides: by the names of the messages in the process models. */
export interface Said {
  /** Of its texts under `say`. */
  readonly text: string;
  /** Something that may be said; the others are waited for. */
  readonly quiet?: boolean;
  /** The variable that goes with it. */
  readonly field?: { readonly name: string; readonly options?: readonly string[] };
}

export const SAID: Readonly<Record<string, Said>> = {
  'hearing.requested': { text: 'hearingRequested' },
  'hearing.waived': { text: 'hearingWaived', quiet: true },
  'danger.rectified': { text: 'dangerRectified' },
  'corrections.done': { text: 'correctionsDone' },
  'construction.started': { text: 'constructionStarted' },
  'start.extension': { text: 'startExtension', quiet: true },
  'defence.paid': { text: 'defencePaid' },
  'drawings.changed': { text: 'drawingsChanged', quiet: true },
  'part.resubmitted': { text: 'partResubmitted' },
  'road.withdrawn': { text: 'roadWithdrawn', quiet: true },
  'waste.withdrawn': { text: 'wasteWithdrawn', quiet: true },
  'weather.withdrawn': { text: 'weatherWithdrawn', quiet: true },
  'enterprise.opt-out': { text: 'optOut', quiet: true },
  'policy.repaid': { text: 'policyRepaid' },
  'lease.renewed': { text: 'leaseRenewed', field: { name: 'leaseEnd' } },
  'duplicate.chosen': { text: 'duplicateChosen', field: { name: 'keep', options: ['old', 'new'] } },
};
