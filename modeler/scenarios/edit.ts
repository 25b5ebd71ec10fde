/** Changes of a scenario file, as it is written: fragments stay fragments. Each answers a new file. */
import type { Scenario, ScenarioFile, WrittenStep } from '../../engine/scenario/scenario.ts';

type Written = ScenarioFile['scenarios'][number];

export const emptyFile = (process: string): ScenarioFile => ({ process, scenarios: [] });

export const withScenario = (file: ScenarioFile, scenario: Scenario): ScenarioFile => ({
  ...file,
  scenarios: [...file.scenarios, { ...scenario, steps: [...scenario.steps] }],
});

export const withoutScenario = (file: ScenarioFile, index: number): ScenarioFile => ({
  ...file,
  scenarios: file.scenarios.filter((_, at) => at !== index),
});

export function changed(file: ScenarioFile, index: number, change: (scenario: Written) => Written): ScenarioFile {
  return { ...file, scenarios: file.scenarios.map((one, at) => (at === index ? change(one) : one)) };
}

export const withStep = (file: ScenarioFile, index: number, at: number, step: WrittenStep): ScenarioFile =>
  changed(file, index, (one) => ({ ...one, steps: one.steps.map((old, place) => (place === at ? step : old)) }));

export const withStepAfter = (file: ScenarioFile, index: number, at: number, step: WrittenStep): ScenarioFile =>
  changed(file, index, (one) => ({ ...one, steps: [...one.steps.slice(0, at + 1), step, ...one.steps.slice(at + 1)] }));

export const withoutStep = (file: ScenarioFile, index: number, at: number): ScenarioFile =>
  changed(file, index, (one) => ({ ...one, steps: one.steps.filter((_, place) => place !== at) }));

/** As it is kept beside the model. */
export const fileText = (file: ScenarioFile): string => `${JSON.stringify(file, null, 2)}\n`;
