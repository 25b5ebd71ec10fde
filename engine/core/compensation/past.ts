/**
 * What a compensation activity sees: the data the activity it undoes had when it completed (BPMN 2.0.2 §13.5.5), and over it what undoing
 * has written since. So a log that is kept while things are undone grows, though each sees its own past.
 */
import type { Execution } from '../execution.ts';
import { declaringScope, lineageInProcess } from '../query.ts';
import type { Compensation, ElementInstance, Variables } from '../state.ts';
import { isRevived } from './revived.ts';

/** Whether the element holds this variable only as a copy of the past, not as one of its own. */
export function isPast(x: Execution, element: ElementInstance, name: string): boolean {
  if (!isHandler(x, element)) return false;
  const { declares, inputs } = x.node(element);
  return !declares.some((own) => own.name === name) && !inputs.some(({ target }) => target === name);
}

/** Remembers what was written to a scope from within a compensation activity, for those that come after it. */
export function noteUndoing(x: Execution, from: string, written: { scope: string; values: Variables }): void {
  for (const element of lineageInProcess(x.draft.state, from)) {
    if (element.id === written.scope) return;
    if (element.compensates === undefined || !isHandler(x, element)) continue;
    const run = outermostRun(x, element.compensates);
    if (run.compensating) x.emit({ type: 'compensationWrote', element: run.id, ...written });
    return;
  }
}

/** The variables a compensation activity begins with. */
export function dataToUndo(x: Execution, run: string, { scope, vars }: Compensation): Variables {
  const { written = {} } = outermostRun(x, run).compensating ?? {};
  const since: Record<string, unknown> = {};
  for (const [id, values] of Object.entries(written)) {
    for (const [name, value] of Object.entries(values)) {
      if (declaringScope(x.draft.state, scope, name) === id) since[name] = value;
    }
  }
  return { ...vars, ...since };
}

function isHandler(x: Execution, element: ElementInstance): boolean {
  return element.compensates !== undefined && x.node(element).isForCompensation;
}

/** Undoing a sub-process from within is part of the undoing that asked for it. */
function outermostRun(x: Execution, id: string): ElementInstance {
  let run = x.element(id);
  while (run.compensates !== undefined && isRevived(x, run)) run = x.element(run.compensates);
  return run;
}
