/** One case of the town on its course: which step comes next, when, and what became of it. */
import type { AppliedFor } from '../../items/applied-for.ts';
import { ANYBODY, type Step } from '../../scenario/scenario.ts';
import type { OpenTask } from '../../store/cases/open-tasks.ts';
import type { Arrival } from './arrivals.ts';
import type { Cast } from './cast.ts';
import type { Habits } from './course.ts';

export interface Life {
  readonly arrival: Arrival;
  readonly businessKey: string;
  readonly cast: Cast;
  /** Who applies, by id. */
  readonly citizen: string;
  readonly random: () => number;
  readonly replacements: ReadonlyMap<string, string>;
  /** Undefined where the case is not begun through the catalogue. */
  readonly serviceItem: AppliedFor | undefined;
  /** Epoch ms. */
  at: number;
  position: number;
  /** How often the next step could not be taken. */
  waits: number;
  /** How often somebody did what was open, off the course. */
  strays: number;
  instanceId: string | undefined;
}

/** Where a case does not come to the next step of its course, somebody does what is open; then it is left to time. */
const MOST_WAITS = 3;
const MOST_STRAYS = 40;

interface Way {
  readonly kind: 'step' | 'stray';
  readonly step: Step;
  readonly task: OpenTask | undefined;
  /** Steps of the course that are passed over, because somebody else or time has done them. */
  readonly passes: number;
}

export type Next = Way | { readonly kind: 'wait' } | { readonly kind: 'over' };

export function nextOf(life: Life, open: readonly OpenTask[], habits: Habits): Next {
  const step = life.arrival.course.steps[life.position];
  const isLost = life.waits > MOST_WAITS;
  if (!step || isLost) return life.strays < MOST_STRAYS ? fallBack(life, open, habits) : { kind: 'over' };
  if (taskOf(step) === undefined) return { kind: 'step', step, task: undefined, passes: 0 };
  return wayAhead(life.arrival.course.steps.slice(life.position), open) ?? { kind: 'wait' };
}

/** The next task of the course that is open; what comes from outside is waited for. */
function wayAhead(steps: readonly Step[], open: readonly OpenTask[]): Way | undefined {
  for (const [passes, step] of steps.entries()) {
    const element = taskOf(step);
    const way = element === undefined ? undefined : wayAt(open, element, step);
    if (way) return { ...way, passes };
    if (element === undefined && !('advance' in step)) return undefined;
  }
  return undefined;
}

/** Whose task it is, is known only when it is assigned where the step says that anybody does it. */
function wayAt(open: readonly OpenTask[], element: string, step: Step): Way | undefined {
  const own = doerOf(step) === ANYBODY;
  const task = open.find(({ elementId, assignee }) => elementId === element && (!own || assignee !== null));
  const done = own && task?.assignee ? doneBy(step, task.assignee) : step;
  return task && { kind: 'step', step: done, task, passes: 0 };
}

function doneBy(step: Step, as: string): Step {
  if ('complete' in step) return { complete: { ...step.complete, as } };
  return 'act' in step ? { act: { ...step.act, as } } : step;
}

function fallBack({ random }: Life, open: readonly OpenTask[], habits: Habits): Next {
  for (const task of open) {
    const ways = habits.get(task.elementId) ?? [];
    const step = ways[Math.floor(random() * ways.length)];
    const way = step && wayAt([task], task.elementId, step);
    if (way) return { ...way, kind: 'stray' };
  }
  return { kind: 'over' };
}

function taskOf(step: Step): string | undefined {
  if ('complete' in step) return step.complete.task;
  return 'act' in step ? step.act.task : undefined;
}

/** Who takes a step; undefined for what the outside or time does. */
export function doerOf(step: Step): string | undefined {
  if ('complete' in step) return step.complete.as;
  if ('act' in step) return step.act.as;
  if ('start' in step) return step.start.as;
  return 'resolve' in step ? step.resolve.as : undefined;
}
