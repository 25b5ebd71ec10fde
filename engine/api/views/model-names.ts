import type { Runtime } from '../../runtime/engine.ts';

/** What processes and their elements are called. */
export interface ModelNames {
  process(key: string): string;
  element(key: string, elementId: string): string;
}

/** Names by the latest version of each process; what that does not have, or has no name, is called by its id. */
export async function modelNames({ definitions }: Runtime, keys: readonly (string | null)[]): Promise<ModelNames> {
  const heads = [...new Set(keys)].flatMap((key) => (key && definitions.latest('process', key)) || []);
  const found = await definitions.withLoaded(
    () => new Map(heads.map(({ id, key }) => [key, definitions.byId(id)] as const)),
  );
  return {
    process: (key) => found.get(key)?.name || key,
    element(key, elementId) {
      const graph = found.get(key)?.graph;
      return graph?.nodes[graph.byId.get(elementId) ?? -1]?.name || elementId;
    },
  };
}
