/** All scenarios of a file lived in the browser, and which ways of the diagram they cover. */

import { type Text, text } from '../../engine/model/problem.ts';
import { type Coverage, measureCoverage } from '../../engine/scenario/coverage.ts';
import { MemoryDriver } from '../../engine/scenario/memory-driver.ts';
import { MemoryEngine } from '../../engine/scenario/memory-engine.ts';
import { parseScenarios } from '../../engine/scenario/parse-scenarios.ts';
import { runScenario, type ScenarioReport } from '../../engine/scenario/run-scenario.ts';
import type { Scenario, ScenarioFile } from '../../engine/scenario/scenario.ts';
import type { KnownContract } from '../contracts/known-contract.ts';
import { exampleDepartments } from '../play/departments.ts';
import type { World } from '../play/library.ts';
import { actorIn, organisationOf, type PlayPerson } from '../play/people.ts';

export interface Rehearsal {
  /** In the order of the file. Empty problems: it held. */
  readonly outcomes: readonly { readonly problems: readonly Text[] }[];
  readonly coverage: Coverage;
}

interface Surroundings {
  readonly world: World;
  readonly contracts: readonly KnownContract[];
  readonly people: readonly PlayPerson[];
}

/** Throws where the file is none. */
export async function runAll(file: ScenarioFile, surroundings: Surroundings): Promise<Rehearsal> {
  const { scenarios } = parseScenarios(JSON.stringify(file));
  const outcomes: Pick<ScenarioReport, 'problems' | 'events' | 'processes'>[] = [];
  for (const scenario of scenarios) outcomes.push(await runOne(file.process, scenario, surroundings));
  return {
    outcomes: outcomes.map(({ problems }) => ({ problems })),
    coverage: measureCoverage(surroundings.world.definition.graph, outcomes),
  };
}

/** A scenario that cannot be gone on with has failed where it stopped, and the others are lived all the same. */
async function runOne(process: string, scenario: Scenario, { world, contracts, people }: Surroundings) {
  const outside = exampleDepartments(contracts);
  const engine = new MemoryEngine({ ...world, outside, organisation: organisationOf(people) });
  const driver = new MemoryDriver(engine, outside, actorIn(people));
  try {
    return await runScenario(process, scenario, driver);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { problems: [text(said, said)], events: [], processes: [] };
  }
}
