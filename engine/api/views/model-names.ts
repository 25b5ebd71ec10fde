import type { Language } from '../../errors.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { nameIn } from '../names.ts';

/** What processes and their elements are called. */
export interface ModelNames {
  process(key: string): string;
  element(key: string, elementId: string): string;
  /** What work of an element was asked for, as it was said at the time; in English where the model still says the same and knows how. */
  purpose(key: string, elementId: string, said: string | null): string | null;
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
  const nodeOf = (key: string, elementId: string) => {
    const graph = found.get(key)?.graph;
    return graph?.nodes[graph.byId.get(elementId) ?? -1];
  };
  return {
    process(key) {
      const known = found.get(key);
      return (known && nameIn(language, { name: known.name, nameEn: known.graph.nameEn })) || key;
    },
    element(key, elementId) {
      const node = nodeOf(key, elementId);
      return (node && nameIn(language, node)) || elementId;
    },
    purpose(key, elementId, said) {
      const job = nodeOf(key, elementId)?.job;
      return language === 'en' && job?.purposeEn !== undefined && job.purpose === said ? job.purposeEn : said;
    },
  };
}
