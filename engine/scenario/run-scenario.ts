import type { DomainEvent } from '../core/events.ts';
import { type Text, text } from '../model/problem.ts';
import type { ScenarioDriver } from './driver.ts';
import type { Scenario, Step, StepKind } from './scenario.ts';
import { HANDLERS, type Run } from './steps.ts';

export interface ScenarioReport {
  readonly scenario: Scenario;
  /** Where the scenario and the engine part; a scenario stops at its first such step. Empty when it held. */
  readonly problems: readonly Text[];
  /** Everything that happened in the case. */
  readonly events: readonly DomainEvent[];
  /** The keys of the processes of the case, its own first: `def` of an event counts in them. */
  readonly processes: readonly string[];
}

/** Plays one scenario against an engine in which its process is deployed. */
export async function runScenario(
  process: string,
  scenario: Scenario,
  driver: ScenarioDriver,
): Promise<ScenarioReport> {
  const { given, steps } = scenario;
  const run: Run = { driver, process, given, instanceId: undefined, hasNumber: true };
  await driver.begin(Date.parse(given.now));
  for (const [topic, script] of Object.entries(given.adapters ?? {})) driver.script(topic, script);
  const problems = await play(run, steps);
  const events = run.instanceId === undefined ? [] : await driver.journal(run.instanceId);
  const processes = events.flatMap((event) =>
    event.type === 'instanceStarted' || event.type === 'definitionUsed' ? [driver.keyOf(event.definitionId)] : [],
  );
  return { scenario, problems, events, processes };
}

async function play(run: Run, steps: readonly Step[]): Promise<Text[]> {
  for (const [position, step] of steps.entries()) {
    const [kind, input] = Object.entries(step)[0] as [StepKind, never];
    const problems = await HANDLERS[kind](run, input);
    if (problems.length > 0)
      return problems.map(({ en, zh }) =>
        text(`step ${position + 1} (${kind}): ${en}`, `第 ${position + 1} 步（${kind}）：${zh}`),
      );
  }
  return [];
}
