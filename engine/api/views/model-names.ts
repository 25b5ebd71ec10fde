import type { Language } from '../../errors.ts';
import type { ProcessGraph } from '../../model/graph.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { nameIn } from '../names.ts';

/** What processes and their elements are called. */
export interface ModelNames {
  process(key: string): string;
  element(key: string, elementId: string): string;
  /** What work of an element was asked for, as it was said at the time; in English where the model still says the same and knows how. */
  purpose(key: string, elementId: string, said: string | null): string | null;
}

/** What is to be named: a process, or an element of it. */
interface Row {
  readonly definitionKey?: string | null;
  readonly elementId?: string | null;
}

/**
 * Names by the latest version of each process, in a language. What that does not have any more is called as in the newest version that had it;
 * what has no name is called by its id.
 */
export async function modelNames(
  { definitions }: Runtime,
  language: Language,
  rows: readonly Row[],
): Promise<ModelNames> {
  const keys = new Set(rows.map(({ definitionKey }) => definitionKey));
  const heads = [...keys].flatMap((key) => (key && definitions.latest('process', key)) || []);
  const found = await definitions.withLoaded(
    () => new Map(heads.map(({ id, key }) => [key, definitions.byId(id)] as const)),
  );
  const gone = rows.filter(
    (row): row is { definitionKey: string; elementId: string } =>
      !!row.elementId && found.get(row.definitionKey ?? '')?.graph.byId.has(row.elementId) === false,
  );
  const earlier = await definitions.withLoaded(
    () =>
      new Map(
        gone.map(({ definitionKey: key, elementId }) => [`${key} ${elementId}`, lastWith(definitions, key, elementId)]),
      ),
  );
  const nodeOf = (key: string, elementId: string) => {
    const graph = earlier.get(`${key} ${elementId}`) ?? found.get(key)?.graph;
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

/** Of the newest version that has the element; throws `DefinitionNotLoaded`. */
function lastWith(definitions: Runtime['definitions'], key: string, elementId: string): ProcessGraph | undefined {
  for (const { id } of definitions.versions('process', key)) {
    const { graph } = definitions.byId(id);
    if (graph.byId.has(elementId)) return graph;
  }
  return undefined;
}
