/** Departments that are out of order these days: what a case asks of them fails for good, and waits for somebody who looks after it. */
import type { Life } from './life.ts';
import type { Scripts } from './surroundings.ts';

const PROCESS = 'starting-a-business';
/** The course that is sure to ask the department; others may end before. */
const COURSE = 'registered, one parcel';
const TOPIC = 'licence-library.issue';
const DAY_MS = 86_400_000;
/** Came long enough ago to have got there. */
const SINCE_MS = 5 * DAY_MS;
const MOST = 2;

/** The last cases that have come by then, by the order of time. */
export function breakDown(lives: readonly Life[], { until, scripts }: { until: number; scripts: Scripts }): void {
  const hit = lives.filter(
    ({ arrival: { course, at } }) => course.process === PROCESS && course.scenario === COURSE && at < until - SINCE_MS,
  );
  for (const { businessKey } of hit.slice(-MOST)) scripts.set(businessKey, TOPIC, {});
}
