import { DEFAULT_ZONE } from '../../core/schedule/zone.ts';
import { after } from '../../scenario/outside.ts';
import type { Scenario, Step } from '../../scenario/scenario.ts';
import { asDistances } from './dates.ts';

/**
 * What happens in one case, in order: a scenario without what is only checked, and without what is refused. Its days and instants are distances from the
 * step that names them; those of its adapters, from its beginning.
 */
export interface Course {
  readonly process: string;
  readonly scenario: string;
  /** The case is known by it in the scenario. */
  readonly businessKey: string;
  readonly adapters: NonNullable<Scenario['given']['adapters']>;
  readonly steps: readonly Step[];
}

export function courseOf(process: string, { name, given, steps }: Scenario): Course {
  const begin = Date.parse(given.now);
  return {
    process,
    scenario: name.en,
    businessKey: given.businessKey,
    adapters: asDistances(given.adapters ?? {}, begin, DEFAULT_ZONE),
    steps: withDistances(steps, begin).filter((step) => !('expect' in step) && !isRefused(step)),
  };
}

/** Time passes in a scenario where it says so. */
function withDistances(steps: readonly Step[], begin: number): readonly Step[] {
  let now = begin;
  return steps.map((step) => {
    const told = asDistances(step, now, DEFAULT_ZONE);
    if ('advance' in step) now = after(step.advance, now);
    return told;
  });
}

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
