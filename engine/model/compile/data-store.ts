import type { StoreRead } from '../graph.ts';
import { flagOf, type ModdleElement, oneOf, textOf } from '../moddle.ts';

/** A data store, or a reference to one; editors draw references that refer to nothing, and each is then a store of its own name. */
export const isStore = ({ $type }: ModdleElement): boolean =>
  $type === 'bpmn:DataStoreReference' || $type === 'bpmn:DataStore';

/** The name by which all models of the installation share the store (BPMN 2.0.2 §10.4.1): its own, else the drawn one, else its id. */
export function storeName(element: ModdleElement): string {
  const store = oneOf(element, 'dataStoreRef') ?? element;
  return textOf(store, 'name') ?? textOf(element, 'name') ?? store.id ?? '';
}

/** A store as something that is read: by its name. */
export function storeRead(element: ModdleElement): StoreRead {
  const store = oneOf(element, 'dataStoreRef') ?? element;
  const item = oneOf(store, 'itemSubjectRef') ?? oneOf(element, 'itemSubjectRef');
  return { store: storeName(element), isCollection: item !== null && flagOf(item, 'isCollection') };
}
