/** Where an application stands, for somebody who knows neither processes nor offices. */
import type { ProcessInstance } from '@shared/api/types.ts';
import { innermost } from '../shared/cases/places.ts';

export interface Progress {
  /** Key of the dictionary group `progress`. */
  readonly key: 'now' | 'you' | 'waiting' | 'held' | 'trouble' | 'completed' | 'terminated' | 'withdrawn';
  /** Steps that are being worked on, each once. */
  readonly names: readonly string[];
}

/** What people and offices do has a name worth telling; gateways and events are inner workings. */
const WORK = new Set(['userTask', 'manualTask', 'serviceTask', 'sendTask', 'businessRuleTask', 'task', 'callActivity']);

export function progressOf({
  status,
  elements,
  awaits,
  closedAs,
}: Pick<ProcessInstance, 'status' | 'elements' | 'awaits' | 'closedAs'>): Progress {
  if (status === 'terminated' && closedAs === 'withdrawn') return { key: 'withdrawn', names: [] };
  if (status === 'completed' || status === 'terminated') return { key: status, names: [] };
  if (status === 'suspended') return { key: 'held', names: [] };
  if (status === 'incident') return { key: 'trouble', names: [] };
  const names = innermost(elements)
    .filter(({ type, name }) => WORK.has(type) && name !== '')
    .map(({ name }) => name);
  if (names.length > 0) return { key: 'now', names: [...new Set(names)] };
  return { key: awaits.length > 0 ? 'you' : 'waiting', names };
}
