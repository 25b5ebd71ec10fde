import type { Scenario, Step } from '../../scenario/scenario.ts';

/** What happens in one case, in order: a scenario without what is only checked, and without what is refused. */
export interface Course {
  readonly process: string;
  readonly scenario: string;
  /** The case is known by it in the scenario. */
  readonly businessKey: string;
  readonly adapters: NonNullable<Scenario['given']['adapters']>;
  readonly steps: readonly Step[];
}

export const courseOf = (process: string, { name, given, steps }: Scenario): Course => ({
  process,
  scenario: name.en,
  businessKey: given.businessKey,
  adapters: given.adapters ?? {},
  steps: steps.filter((step) => !('expect' in step) && !isRefused(step)),
});

const isRefused = (step: Step): boolean =>
  Object.values(step).some((told) => typeof told === 'object' && 'refused' in told);

/** How each task is done anywhere in the scenarios of a process: what people fall back on where a case has left its course. */
export function habitsOf(courses: readonly Course[]): ReadonlyMap<string, Step> {
  const completions = courses.flatMap(({ steps }) => steps).filter((step) => 'complete' in step);
  return new Map(completions.toReversed().map((step) => [step.complete.task, step]));
}
