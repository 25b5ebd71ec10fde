import { expect } from 'chai';
import { realSurroundings } from '../../adapters/real-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import { compileModel } from '../../engine/model/compile.ts';
import type { Definition } from '../../engine/model/graph.ts';
import { describeCoverage, measureCoverage } from '../../engine/scenario/coverage.ts';
import { MemoryDriver } from '../../engine/scenario/memory-driver.ts';
import { MemoryEngine } from '../../engine/scenario/memory-engine.ts';
import { Outside } from '../../engine/scenario/outside.ts';
import { runScenario, type ScenarioReport } from '../../engine/scenario/run-scenario.ts';
import { type ProcessFolder, processFolders } from './catalogue.ts';
import { decisionsOf } from './decisions.ts';
import { formsOf } from './forms.ts';
import { actorOf, chart } from './people.ts';
import { runScript } from './scripts.ts';

async function definitionOf({ name, xml }: ProcessFolder): Promise<Definition> {
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

describe('scenarios on the pure engine', () => {
  let definitions: readonly Definition[];

  before(async () => {
    definitions = await Promise.all(processFolders.map(definitionOf));
  });

  for (const folder of processFolders) {
    describe(folder.name, () => {
      const reports: ScenarioReport[] = [];
      let definition: Definition;

      before(() => {
        definition = definitions.find(({ key }) => key === folder.name) as Definition;
      });

      for (const scenario of folder.scenarios.scenarios) {
        it(`should live "${scenario.name.en}" (${scenario.name.zh})`, async () => {
          const outside = new Outside(createRegistry(realSurroundings));
          const driver = new MemoryDriver(
            new MemoryEngine({
              definition,
              others: definitions,
              decisions: decisionsOf(processFolders),
              forms: formsOf(processFolders),
              outside,
              runScript,
              organisation: chart,
            }),
            outside,
            actorOf,
          );

          const report = await runScenario(folder.scenarios.process, scenario, driver);

          reports.push(report);
          expect(report.problems).to.deep.equal([]);
        });
      }

      it('should pass every node and flow in some scenario', () => {
        const coverage = measureCoverage(definition.graph, reports);

        console.log(`        ${describeCoverage(coverage)}`);
        expect([...coverage.nodes.missing, ...coverage.flows.missing]).to.deep.equal([]);
      });
    });
  }
});
