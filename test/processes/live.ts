/** Lives the scenarios of the process folders on the pure engine, with all other processes beside. */
import { quickSurroundings } from '../../adapters/quick-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { Definition } from '../../engine/model/graph.ts';
import { MemoryDriver } from '../../engine/scenario/memory-driver.ts';
import { MemoryEngine } from '../../engine/scenario/memory-engine.ts';
import { Outside } from '../../engine/scenario/outside.ts';
import { type ProcessFolder, processFolders } from './catalogue.ts';
import { decisionsOf } from './decisions.ts';
import { formsOf } from './forms.ts';
import { actorOf, chart } from './people.ts';
import { runScript } from './scripts.ts';

export async function definitionOf({ name, xml }: ProcessFolder): Promise<Definition> {
  const { graphs } = await compileModel(xml);
  const graph = graphs.find(({ key }) => key === name);
  if (!graph) throw new Error(`Expected the process "${name}" in its folder.`);
  return {
    id: `${name}:1`,
    key: name,
    version: 1,
    versionTag: graph.versionTag,
    name,
    deploymentId: 'd',
    suspended: false,
    graph,
  };
}

export interface Alive {
  readonly engine: MemoryEngine;
  readonly driver: MemoryDriver;
}

/** Nothing that a case does changes them, so all scenarios share them. */
const decisions = decisionsOf(processFolders);
const forms = formsOf(processFolders);

/** An engine for one scenario. */
export function alive(definition: Definition, others: readonly Definition[]): Alive {
  const outside = new Outside(createRegistry(quickSurroundings));
  const engine = new MemoryEngine({ definition, others, decisions, forms, outside, runScript, organisation: chart });
  return { engine, driver: new MemoryDriver(engine, outside, actorOf) };
}
