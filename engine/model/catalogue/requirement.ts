import type { Severity, Text } from '../problem.ts';

/** One thing the standard demands of a model, and the problem that is reported where a model does not fulfil it. */
export interface Requirement {
  /** Stable, and of its own. */
  readonly id: string;
  /** The section of BPMN 2.0.2 (OMG formal/2013-12-09) it comes from. */
  readonly clause: string;
  /** The `rule` of the problem: the name of a file in `rules/`, or of a check of the reader or the compiler. */
  readonly rule: string;
  /** A warning where the model runs all the same, in a sensible way, or where only a drawing is concerned. */
  readonly severity: Severity;
  readonly text: Text;
}
