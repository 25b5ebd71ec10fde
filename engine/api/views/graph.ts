import type { InstanceState } from '../../core/state.ts';
import type { ProcessGraph } from '../../model/graph.ts';
import type { Runtime } from '../../runtime/engine.ts';

/** The compiled graph of a definition that a row names; one that another process has just deployed is read first. */
export async function graphOf({ definitions }: Runtime, definitionId: string): Promise<ProcessGraph> {
  if (!definitions.head(definitionId)) await definitions.refresh();
  return (await definitions.withLoaded(() => definitions.byId(definitionId))).graph;
}

/** The form of the none start event. */
export const startFormOf = ({ nodes }: ProcessGraph): string | null =>
  nodes.find((node) => node.type === 'startEvent' && node.parent === 0 && node.events.length === 0)?.startForm ?? null;

/** What the models of a case say themselves of their articles in English, by the words in Chinese. */
export async function basesOf(runtime: Runtime, { definitions }: InstanceState): Promise<ReadonlyMap<string, string>> {
  const graphs = await Promise.all(definitions.map((id) => graphOf(runtime, id)));
  return new Map(graphs.flatMap(({ bases }) => [...(bases ?? [])]));
}
