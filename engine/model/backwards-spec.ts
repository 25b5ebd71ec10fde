import type { ModelValue } from './graph.ts';

/** What the model says about going backwards from a user task, and past it (approvals.md B1–B9). */
export interface BackwardsSpec {
  /** Element ids a return may go to; null = every step that was done before. */
  readonly targets: readonly string[] | null;
  /** After a return: everything between again (B4), straight back here (B5), or as whoever returns it says. */
  readonly resubmit: 'choose' | 'again' | 'straight';
  /** A round that is come straight back to: who answers again. */
  readonly signers: 'choose' | 'onlyRejecter' | 'allSigners';
  /** In a sequence: a return without a target goes to the step before, or to whoever was asked before (E6). */
  readonly seat: 'node' | 'before';
  /** Users or groups of whom one must agree before a return voids the work of colleagues; `superior`: a superior of who returns it. */
  readonly consent: ModelValue | null;
  /** A return may go to a step that the applicant did (B3). */
  readonly applicant: boolean;
  readonly retrieve: RetrieveSpec;
  /** No jump passes it over. */
  readonly noSkip: boolean;
  /** Element ids its handler may send the case to besides the flows (自由流). */
  readonly freeFlow: readonly string[];
}

/** How long who has completed the task may take it back (B6). */
export interface RetrieveSpec {
  /** `strict`: nobody has opened, taken or worked on what came of it; `untilOpened`: nobody has opened it; `untilHandled`: nobody has worked on it. */
  readonly until: 'strict' | 'untilOpened' | 'untilHandled';
  /** Null: without a limit. */
  readonly withinMs: number | null;
}
