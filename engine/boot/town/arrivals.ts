import { randomFrom } from '../../../adapters/kit/random.ts';
import type { Calendar } from '../../sla/calendar/calendar.ts';
import type { Course } from './course.ts';
import type { TownPlan } from './plan.ts';

export interface Arrival {
  readonly course: Course;
  /** Epoch ms. */
  readonly at: number;
  /** From 1, in the order of time. */
  readonly number: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  readonly calendar: Calendar;
}

/** When which case comes: the same plan and span give the same cases. Processes of the plan without scenarios are left out. */
export function arrivalsOf(
  { seed, processes }: TownPlan,
  courses: ReadonlyMap<string, readonly Course[]>,
  span: Span,
): readonly Arrival[] {
  const kinds = Object.entries(processes).filter(([key]) => (courses.get(key)?.length ?? 0) > 0);
  const shares = kinds.reduce((sum, [, { share }]) => sum + share, 0);
  const arrivals = kinds.flatMap(([key, { share, normal, aroundTheClock = false }]) => {
    const random = randomFrom(seed, key);
    const count = Math.round((span.cases * share) / shares);
    const next = dealer(courses.get(key) ?? [], normal, random);
    return Array.from({ length: count }, () => ({
      course: next() as Course,
      at: aroundTheClock ? span.from + random() * (span.to - span.from) : inOfficeHours(span, random),
    }));
  });
  return arrivals
    .sort((a, b) => a.at - b.at)
    .map(({ course, at }, index) => ({ course, at: Math.round(at), number: index + 1 }));
}

/** The others come in any order, each once before one comes again: a small town has seen as much of its processes as it can. */
function dealer([first, ...others]: readonly Course[], normal: number, random: () => number): () => Course | undefined {
  let deck: Course[] = [];
  return () => {
    const [chance, which] = [random(), random()];
    if (chance < normal || others.length === 0) return first;
    if (deck.length === 0) deck = [...others];
    return deck.splice(Math.floor(which * deck.length), 1)[0];
  };
}

function inOfficeHours({ from, to, calendar }: Span, random: () => number): number {
  const [first, last] = [calendar.dayOf(from), calendar.dayOf(to)];
  const day = calendar.addWorkingDays(first, Math.floor(random() * calendar.workingDaysBetween(first, last)) + 1);
  const sessions = calendar.sessionsOf(day);
  const session = sessions[Math.floor(random() * sessions.length)] ?? { from: 9 * 60, to: 17 * 60 };
  return Math.min(to, calendar.instantOf(day, 0) + (session.from + random() * (session.to - session.from)) * 60_000);
}
