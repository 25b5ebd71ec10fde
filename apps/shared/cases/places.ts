import type { ProcessInstance } from '../api/types.ts';

type Element = ProcessInstance['elements'][number];

/** What people and offices do; gateways, events and watches are inner workings. */
const WORK = new Set([
  'userTask',
  'manualTask',
  'serviceTask',
  'sendTask',
  'businessRuleTask',
  'scriptTask',
  'task',
  'callActivity',
]);

/** Open elements that no other one lies in. */
export function innermost<E extends Pick<Element, 'id' | 'parentElementInstanceId'>>(elements: readonly E[]): E[] {
  const around = new Set(elements.map(({ parentElementInstanceId }) => parentElementInstanceId));
  return elements.filter(({ id }) => !around.has(id));
}

/** The work that is open and what failed, or, where there is none, what is waited at. */
export function workIn(elements: readonly Element[]): Element[] {
  const inner = innermost(elements);
  const work = inner.filter(({ type, state }) => WORK.has(type) || state === 'incident');
  return work.length > 0 ? work : inner;
}

/** Where a case is, each place once. */
export const placesIn = (elements: readonly Element[]): string[] => [
  ...new Set(workIn(elements).map(({ name, elementId }) => name || elementId)),
];
