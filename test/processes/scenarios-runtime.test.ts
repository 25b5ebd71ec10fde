import { expect } from 'chai';
import { quickSurroundings } from '../../adapters/quick-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import { compilers as real } from '../../engine/boot/compilers.ts';
import { addDemoPeople } from '../../engine/boot/demo-people.ts';
import { deployFolders } from '../../engine/boot/deploy-folders.ts';
import { remembering } from '../../engine/boot/remembering.ts';
import { COMMANDS } from '../../engine/commands/index.ts';
import { TestClock } from '../../engine/runtime/clock.ts';
import { createRuntime } from '../../engine/runtime/engine.ts';
import { describeCoverage, measureCoverage } from '../../engine/scenario/coverage.ts';
import { Outside } from '../../engine/scenario/outside.ts';
import { runScenario, type ScenarioReport } from '../../engine/scenario/run-scenario.ts';
import { RuntimeDriver, scriptedTopicsOf, slowTopicsOf } from '../../engine/scenario/runtime-driver.ts';
import { ScenarioEngine } from '../../engine/scenario/scenario-engine.ts';
import { MemoryLogger } from '../runtime/support/rig.ts';
import { compileXml } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { processFolders } from './catalogue.ts';
import { actorOf } from './people.ts';

const registry = createRegistry(quickSurroundings);
const compilers = remembering(real);
const topics = registry.adapters.flatMap((adapter) => adapter.topics);

describe('scenarios on the running engine', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const logger = new MemoryLogger();
  let engine: ScenarioEngine;
  const openRuntime = () =>
    createRuntime({
      databaseUrl: database.url,
      clock: new TestClock(Date.UTC(2026, 0, 1)),
      logger,
      commands: COMMANDS,
      compilers,
      adapters: [],
    });

  before(async function () {
    this.timeout(300_000);
    const runtime = await openRuntime();
    try {
      await deployFolders(runtime, 'processes');
      await addDemoPeople(runtime.pool, 'processes/demo/organisation.json', runtime.clock.now());
    } finally {
      await runtime.stop();
    }
    engine = new ScenarioEngine({ databaseUrl: database.url, logger, compilers });
  });

  after(() => engine.close());

  for (const { name, resources, xml, scenarios } of processFolders) {
    describe(name, () => {
      const reports: ScenarioReport[] = [];

      it('should be deployable without a warning', async () => {
        const runtime = await openRuntime();

        const problems = await runtime.deployments.check({ resources, scripts: true }).finally(() => runtime.stop());

        expect(problems).to.deep.equal([]);
      });

      for (const scenario of scenarios.scenarios) {
        it(`should live "${scenario.name.en}" (${scenario.name.zh})`, async () => {
          logger.lines.length = 0;
          const driver = await RuntimeDriver.create({
            engine,
            actorOf,
            outside: new Outside(registry),
            topics: [...new Set([...topics, ...scriptedTopicsOf(scenario)])],
            slowTopics: slowTopicsOf(scenario),
          });

          const report = await runScenario(scenarios.process, scenario, driver);

          reports.push(report);
          expect(report.problems).to.deep.equal([]);
          expect(logger.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
        });
      }

      it('should have passed every node and flow, by the journals', async () => {
        const coverage = measureCoverage(await compileXml(xml), reports);

        console.log(`        ${describeCoverage(coverage)}`);
        expect([...coverage.nodes.missing, ...coverage.flows.missing]).to.deep.equal([]);
      });
    });
  }
});
