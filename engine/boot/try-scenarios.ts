import { quickSurroundings } from '../../adapters/quick-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import type { Actor } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import type { ProcessGraph } from '../model/graph.ts';
import { TestClock } from '../runtime/clock.ts';
import { createRuntime } from '../runtime/engine.ts';
import type { Logger } from '../runtime/logger.ts';
import { Outside } from '../scenario/outside.ts';
import { runScenario, type ScenarioReport } from '../scenario/run-scenario.ts';
import { RuntimeDriver, scriptedTopicsOf, slowTopicsOf } from '../scenario/runtime-driver.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ScenarioEngine } from '../scenario/scenario-engine.ts';
import { compilersWith } from './compilers.ts';
import { addDemoPeople } from './demo-people.ts';
import { describeProblems } from './deploy-folders.ts';
import type { ProcessFolder } from './process-folders.ts';
import { remembering } from './remembering.ts';

export interface Trial {
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly actorOf: (user: string) => Actor;
  /** The file they are in, so that rules that look for somebody find them too. */
  readonly organisation: string;
}

const compilers = remembering(compilersWith({ soundness: 'error', soundnessStates: null }));

/** Deploys folders into an engine that nobody uses, and tells what their files hold. Throws with every problem of a folder that has errors. */
export async function deployForTrial(
  folders: readonly ProcessFolder[],
  { databaseUrl, logger, organisation }: Trial,
): Promise<readonly ProcessGraph[]> {
  const clock = new TestClock(0);
  const runtime = await createRuntime({ databaseUrl, clock, logger, commands: COMMANDS, compilers, adapters: [] });
  try {
    for (const { name, resources } of folders) {
      const result = await runtime.deployments.deploy({ name, resources, by: 'system', scripts: true });
      if (!result.ok) throw new Error(`Expected ${name} to be deployable, but:\n${describeProblems(result.problems)}`);
    }
    await addDemoPeople(runtime.pool, organisation, runtime.clock.now());
  } finally {
    await runtime.stop();
  }
  const models = folders.flatMap(({ resources }) => resources.filter(({ name }) => name.endsWith('.bpmn')));
  return (await Promise.all(models.map(({ content }) => compilers.process(content)))).flatMap(({ graphs }) => graphs);
}

/** What scenarios are tried on, one after the other; to be closed. */
export const engineForTrial = (trial: Trial): ScenarioEngine => new ScenarioEngine({ ...trial, compilers });

export interface Attempt extends Pick<Trial, 'actorOf'> {
  readonly engine: ScenarioEngine;
  /** Key of the process. */
  readonly process: string;
  readonly scenario: Scenario;
}

/** Lives one scenario on a running engine whose clock only the scenario moves. */
export async function tryScenario({ process, scenario, ...trial }: Attempt): Promise<ScenarioReport> {
  const registry = createRegistry(quickSurroundings);
  const driver = await RuntimeDriver.create({
    ...trial,
    outside: new Outside(registry),
    topics: [...new Set([...registry.adapters.flatMap(({ topics }) => topics), ...scriptedTopicsOf(scenario)])],
    slowTopics: slowTopicsOf(scenario),
  });
  return runScenario(process, scenario, driver);
}
