import { itemMaterialsOf } from '../../commands/item-materials.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import type { Proceedings } from '../contract/proceedings.ts';

/** What the service item of a case asks for, in the language of who reads it. */
export const itemMaterialsView = (state: InstanceState, language: Language): Proceedings['itemMaterials'] =>
  itemMaterialsOf(state).map(({ name, ...material }) => ({ ...material, name: name[language] }));
