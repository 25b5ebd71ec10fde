import type { Language } from '../../errors.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { nameIn } from '../names.ts';

/** What processes and their elements are called. */
export interface ModelNames {
  process(key: string): string;
  element(key: string, elementId: string): string;
}

/** Names by the latest version of each process, in a language; what that does not have, or has no name, is called by its id. */
export async function modelNames(
  { definitions }: Runtime,
  language: Language,
  keys: readonly (string | null)[],
): Promise<ModelNames> {
  const heads = [...new Set(keys)].flatMap((key) => (key && definitions.latest('process', key)) || []);
  const found = await definitions.withLoaded(
    () => new Map(heads.map(({ id, key }) => [key, definitions.byId(id)] as const)),
  );
  return {
    process(key) {
      const known = found.get(key);
      return (known && nameIn(language, { name: known.name, nameEn: known.graph.nameEn })) || key;
    },
    element(key, elementId) {
      const graph = found.get(key)?.graph;
      const node = graph?.nodes[graph.byId.get(elementId) ?? -1];
      return (node && nameIn(language, node)) || elementId;
    },
  };
}
