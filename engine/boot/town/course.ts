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

/** All ways in which each task is done in some scenarios: what people choose from where a case has left its course. */
export type Habits = ReadonlyMap<string, readonly Step[]>;

export function habitsOf(courses: readonly Course[]): Habits {
  const habits = new Map<string, Step[]>();
  for (const step of courses.flatMap(({ steps }) => steps)) {
    if ('complete' in step) habits.set(step.complete.task, [...(habits.get(step.complete.task) ?? []), step]);
  }
  return habits;
}
