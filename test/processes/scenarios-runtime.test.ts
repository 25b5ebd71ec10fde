import { expect } from 'chai';
import { realSurroundings } from '../../adapters/real-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import { compilers } from '../../engine/boot/compilers.ts';
import { deployFolders } from '../../engine/boot/deploy-folders.ts';
import { COMMANDS } from '../../engine/commands/index.ts';
import { TestClock } from '../../engine/runtime/clock.ts';
import { createRuntime } from '../../engine/runtime/engine.ts';
import { runScenario } from '../../engine/scenario/run-scenario.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { MemoryLogger } from '../runtime/support/rig.ts';
import { useDatabase } from '../support/database.ts';
import { processFolders } from './catalogue.ts';
import { Outside } from './outside.ts';
import { RuntimeDriver } from './runtime-driver.ts';

const registry = createRegistry(realSurroundings);
const topics = registry.adapters.flatMap((adapter) => adapter.topics);

const slowTopicsOf = ({ given }: Scenario): string[] =>
  Object.entries(given.adapters ?? {}).flatMap(([topic, { takes }]) => (takes === undefined ? [] : [topic]));

describe('scenarios on the running engine', function () {
  this.timeout(60_000);
  const database = useDatabase();

  before(async () => {
    const clock = new TestClock(Date.UTC(2026, 0, 1));
    const logger = new MemoryLogger();
    const runtime = await createRuntime({
      databaseUrl: database.url,
      clock,
      logger,
      commands: COMMANDS,
      compilers,
      adapters: [],
    });
    await deployFolders(runtime, 'processes');
    await runtime.stop();
  });

  for (const { name, scenarios } of processFolders) {
    describe(name, () => {
      for (const scenario of scenarios.scenarios) {
        it(`should live "${scenario.name.en}" (${scenario.name.zh})`, async () => {
          const logger = new MemoryLogger();
          const outside = new Outside(registry);
          const driver = await RuntimeDriver.create({
            databaseUrl: database.url,
            logger,
            outside,
            topics,
            slowTopics: slowTopicsOf(scenario),
          });

          const report = await runScenario(scenarios.process, scenario, driver).finally(() => driver.close());

          expect(report.problems).to.deep.equal([]);
          expect(logger.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
        });
      }
    });
  }
});
