import { compileDecisions } from '../../engine/dmn/compile.ts';
import type { DecisionDefinition } from '../../engine/model/decision.ts';
import type { ProcessFolder } from './catalogue.ts';

/** The decisions of the folders by their keys. */
export function decisionsOf(folders: readonly ProcessFolder[]): ReadonlyMap<string, DecisionDefinition> {
  const graphs = folders
    .flatMap(({ resources }) => resources)
    .filter(({ name }) => name.endsWith('.dmn'))
    .flatMap(({ content }) => compileDecisions(content).graphs);
  return new Map(graphs.map((graph) => [graph.key, { id: `${graph.key}:1`, key: graph.key, version: 1, graph }]));
}
