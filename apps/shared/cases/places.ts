import type { ProcessInstance } from '../api/types.ts';

type Element = ProcessInstance['elements'][number];

/** What people and offices do; gateways, events and watches are inner workings. */
const WORK = new Set(['userTask', 'manualTask', 'serviceTask', 'sendTask', 'businessRuleTask', 'scriptTask', 'task']);

/** Open elements that no other one lies in. */
export function innermost<E extends Pick<Element, 'id' | 'parentElementInstanceId'>>(elements: readonly E[]): E[] {
  const around = new Set(elements.map(({ parentElementInstanceId }) => parentElementInstanceId));
  return elements.filter(({ id }) => !around.has(id));
}

/** Where a case is, each place once: the work that is open, or, where there is none, what it waits at. */
export function placesIn(elements: readonly Element[]): string[] {
  const inner = innermost(elements);
  const work = inner.filter(({ type, state }) => WORK.has(type) || state === 'incident');
  return [...new Set((work.length > 0 ? work : inner).map(({ name, elementId }) => name || elementId))];
}
