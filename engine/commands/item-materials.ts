/** What the service item of a case asks for, as it was when it was applied for, and what of it may come later. */
import { rootVariables } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, type Result } from '../errors.ts';
import type { MaterialSpec } from '../model/conduct.ts';
import type { Text } from '../model/problem.ts';
import type { DecideContext } from './command.ts';
import { conductOf } from './conduct.ts';

export interface ItemMaterial {
  readonly code: string;
  readonly name: Text;
  readonly required: boolean;
  /** A department that holds it is asked instead of the applicant. */
  readonly held: boolean;
  /** It may be handed in after the acceptance. */
  readonly follows: boolean;
}

const entryOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** What the service item is called; null where the case was begun without one. */
export function itemNameOf(state: InstanceState): Text | null {
  const { name } = entryOf(rootVariables(state).serviceItem);
  const { en, zh } = entryOf(name);
  return typeof en === 'string' && typeof zh === 'string' ? { en, zh } : null;
}

/** Nothing where the case was begun without an item. Data of a case can be changed: what is no material any more is left out. */
export function itemMaterialsOf(state: InstanceState): ItemMaterial[] {
  const { serviceItem } = rootVariables(state);
  const { materials } = entryOf(serviceItem);
  return (Array.isArray(materials) ? materials : []).flatMap((given: unknown) => {
    const { code, name, required, how } = entryOf(given);
    const { en, zh } = entryOf(name);
    if (typeof code !== 'string' || typeof en !== 'string' || typeof zh !== 'string') return [];
    return [{ code, name: { en, zh }, required: required === true, held: how === 'held', follows: how === 'follow' }];
  });
}

/** What the model lists, else what the service item asks for. */
export function listedMaterials(
  state: InstanceState,
  context: Pick<DecideContext, 'definitions'>,
): readonly Omit<MaterialSpec, 'held'>[] {
  const { materials } = conductOf(state, context);
  if (materials.length > 0) return materials;
  return itemMaterialsOf(state).map(({ code, name: { en, zh }, follows }) => ({
    ...{ code, name: zh, nameEn: en, tolerated: follows },
  }));
}

/** Refuses with 'material-unknown', by its name where it is on the list. */
export function materialUnknown(
  code: string,
  listed: readonly Pick<MaterialSpec, 'code' | 'name' | 'nameEn'>[],
): Result<never> {
  const { name = code, nameEn = name } = listed.find((one) => one.code === code) ?? {};
  return fail('material-unknown', { material: nameEn, materialZh: name });
}
