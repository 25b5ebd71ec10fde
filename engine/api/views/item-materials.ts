/** What the service item of a case asks for, as it was when it was applied for. */
import { rootVariables } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import type { Proceedings } from '../contract/proceedings.ts';

type Material = Proceedings['itemMaterials'][number];

const entryOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Nothing where the case was begun without an item. Data of a case can be changed: what is no material any more is left out. */
export function itemMaterialsOf(state: InstanceState, language: Language): Material[] {
  const { materials } = entryOf(rootVariables(state)['serviceItem']);
  return (Array.isArray(materials) ? materials : []).flatMap((given: unknown) => {
    const { code, name, required, how } = entryOf(given);
    const called = entryOf(name)[language];
    if (typeof code !== 'string' || typeof called !== 'string') return [];
    return [{ code, name: called, required: required === true, held: how === 'held', follows: how === 'follow' }];
  });
}
