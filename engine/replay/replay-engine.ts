import type { TestClock } from '../runtime/clock.ts';
import type { Runtime } from '../runtime/engine.ts';
import { doneTasksOf } from '../store/cases/done-tasks.ts';
import { knownCases } from '../store/cases/known-cases.ts';
import { nextDue } from '../store/cases/next-due.ts';
import { openTasksOf } from '../store/cases/open-tasks.ts';
import type { ReplayEngine } from './replay.ts';

/** A runtime on a test clock, as a replay sees it. */
export function replayEngine(
  runtime: Pick<Runtime, 'dispatcher' | 'pool' | 'moveClock'>,
  clock: TestClock,
): ReplayEngine {
  const { dispatcher, pool } = runtime;
  return {
    dispatcher,
    knownCases: (ids) => knownCases(pool, ids),
    openTasks: (ids) => openTasksOf(pool, ids),
    doneTasks: (ids) => doneTasksOf(pool, ids),
    nextDue: () => nextDue(pool),
    setClock: (instant) => clock.set(instant),
    advanceTo: (instant) => runtime.moveClock(instant),
  };
}
