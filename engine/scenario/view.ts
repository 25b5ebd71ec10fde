import { nodeOf, openElements, rootVariables } from '../core/query.ts';
import type { ElementInstance, InstanceState } from '../core/state.ts';
import type { Definitions, ElementType } from '../model/graph.ts';
import type { InstanceView } from './driver.ts';

const SCOPES: ReadonlySet<ElementType> = new Set([
  'process',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
]);

/** What a scenario sees of a case at an instant, epoch ms. */
export function viewOf(state: InstanceState, definitions: Definitions, now: number): InstanceView {
  const idOf = (element: ElementInstance): string => nodeOf(definitions, state, element).id;
  const waiting = openElements(state).filter(
    (element) => !SCOPES.has(nodeOf(definitions, state, element).type) && element.loop === undefined,
  );
  return {
    status: state.status,
    open: waiting.map(idOf),
    tasks: Object.values(state.tasks).flatMap(({ id, element, state: taskState, assignee, visit, dueAt }) => {
      const owner = state.elements[element];
      const late = dueAt !== null && dueAt < now;
      return owner ? [{ id, element: idOf(owner), state: taskState, assignee, visit, late }] : [];
    }),
    variables: rootVariables(state),
    lamps: Object.values(state.readings ?? {}).flatMap(({ state: how, lamp }) => (how === 'stopped' ? [] : [lamp])),
    incidents: Object.values(state.incidents).flatMap(({ id, element, code }) => {
      const owner = state.elements[element];
      return owner ? [{ id, element: idOf(owner), code }] : [];
    }),
  };
}
