import { fail } from '../../errors.ts';
import { enter } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { beginnings } from '../inner-activities.ts';
import type { ElementInstance } from '../state.ts';
import { write } from '../variables.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/**
 * Starts an activity of an ad-hoc sub-process that no flow leads to. Anything else is 'not-found', and so is one of a sub-process that has
 * been done; where activities are done one after the other, a second one is 'ad-hoc-busy'.
 */
export const startInner: TriggerHandler<'startInner'> = (x, { scope: id, elementId, variables }) => {
  const scope = x.find(id);
  const adHoc = scope?.state === 'active' && !scope.loop ? x.node(scope).adHoc : null;
  if (!scope || !adHoc) return fail('not-found', { kind: 'ad-hoc sub-process', id });
  const node = innerNode(x, scope, elementId);
  if (node === undefined) return fail('not-found', { kind: 'activity', id: elementId });
  if (adHoc.sequential && isBusy(x, id)) return fail('ad-hoc-busy', { elementId: x.node(scope).id });
  write(x, id, variables);
  enter(x, { scope: id, def: scope.def, node });
  return DONE;
};

function innerNode(x: Execution, scope: ElementInstance, elementId: string): number | undefined {
  return beginnings(x.graph(scope), x.node(scope)).find(({ id }) => id === elementId)?.index;
}

/** Event sub-processes run beside the activities. */
function isBusy(x: Execution, scope: string): boolean {
  return [...x.children(scope)].some((id) => !x.node(x.element(id)).triggeredByEvent);
}
