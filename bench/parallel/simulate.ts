/** Departments as queues: first come, first served, each with its officers. Events in order of time, so the same input gives the same days. */
import type { CaseEngine, OpenTask } from './case-engine.ts';

export interface Work {
  /** Days at which the applications arrive, in order. */
  readonly arrivals: readonly number[];
  /** Days of work of a department on an application. */
  days(application: number, department: string): number;
  readonly officers: number;
}

interface Event {
  readonly at: number;
  run(): void;
}

const DAY_MS = 86_400_000;

/** Days from the arrival to the end of every application. */
export function simulate(engine: CaseEngine, { arrivals, days, officers }: Work): readonly number[] {
  const events: Event[] = arrivals.map((at, number) => ({
    at,
    run: () => enqueue(engine.start(`case-${number}`, at * DAY_MS), at),
  }));
  const ended: number[] = [];
  const desks = new Map<string, { free: number; queue: OpenTask[] }>();
  const deskOf = (department: string) => {
    const desk = desks.get(department) ?? { free: officers, queue: [] };
    desks.set(department, desk);
    return desk;
  };

  function enqueue(tasks: readonly OpenTask[], at: number): void {
    for (const task of tasks) deskOf(task.department).queue.push(task);
    for (const { department } of tasks) serve(department, at);
  }

  function serve(department: string, at: number): void {
    const desk = deskOf(department);
    while (desk.free > 0) {
      const task = desk.queue.shift();
      if (task === undefined) return;
      desk.free -= 1;
      const until = at + days(numberOf(task), department);
      insert(events, { at: until, run: () => finish(task, until) });
    }
  }

  function finish(task: OpenTask, at: number): void {
    deskOf(task.department).free += 1;
    enqueue(engine.complete(task, at * DAY_MS), at);
    serve(task.department, at);
    const number = numberOf(task);
    if (engine.hasEnded(task.caseId)) ended[number] = at - (arrivals[number] ?? 0);
  }

  for (let next = events.shift(); next; next = events.shift()) next.run();
  return ended;
}

const numberOf = ({ caseId }: OpenTask): number => Number(caseId.slice('case-'.length));

/** Behind those of the same moment. */
function insert(events: Event[], event: Event): void {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) <= event.at) low = middle + 1;
    else high = middle;
  }
  events.splice(low, 0, event);
}
