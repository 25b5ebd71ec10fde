import { expect } from 'chai';
import type { Definition } from '../../engine/model/graph.ts';
import { describeCoverage, measureCoverage } from '../../engine/scenario/coverage.ts';
import { runScenario, type ScenarioReport } from '../../engine/scenario/run-scenario.ts';
import { processFolders } from './catalogue.ts';
import { alive, definitionOf } from './live.ts';

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
          const { driver } = alive(definition, definitions);

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
