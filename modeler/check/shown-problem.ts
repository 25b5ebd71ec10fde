/** A problem as somebody reads it, from the browser's own check or from the server. */
export interface ShownProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly elementId: string | null;
  /** The drawn element it is shown at: a process in a pool is its pool. */
  readonly drawnId: string | null;
  /** What people know the element by. */
  readonly elementName: string;
  readonly text: string;
}

export const countOf = (problems: readonly ShownProblem[], severity: ShownProblem['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;
