/**
 * Lives an event log through the engine: every case is opened at its logged start, every event is the logged person claiming and
 * completing the open task of that activity at the logged time. The engine's clock stands at the log's time, and timers due in between fire in
 * between. Everything goes through the dispatcher, as if people had done it.
 *
 * Running it again changes nothing: cases have ids made from the log's, and an event whose task was already ended by that person at that
 * time is counted, not repeated. A run that was cut short goes on where it stopped.
 */
import type { Actor } from '../commands/command.ts';
import { describe } from '../errors.ts';
import type { Outcome, Submitter } from '../runtime/envelope.ts';
import type { DoneTask } from '../store/cases/done-tasks.ts';
import type { OpenTask } from '../store/cases/open-tasks.ts';
import { caseIdOf } from './case-id.ts';
import type { LoggedCase, LoggedEvent } from './collect.ts';
import { variablesOf } from './decide.ts';
import type { ReplayMap } from './map.ts';
import { eventOf, nextStretch, type TimelineItem, timelineOf } from './timeline.ts';

/** What the replay needs of a running engine. */
export interface ReplayEngine {
  readonly dispatcher: Submitter;
  knownCases(ids: readonly string[]): Promise<ReadonlySet<string>>;
  openTasks(ids: readonly string[]): Promise<readonly OpenTask[]>;
  doneTasks(ids: readonly string[]): Promise<readonly DoneTask[]>;
  /** When the next timer falls due; null where none waits. */
  nextDue(): Promise<number | null>;
  /** Sets the engine's clock, back if need be; nothing happens by it. */
  setClock(instant: number): void;
  /** Moves the engine's clock forward; resolves when everything due by then has happened. */
  advanceTo(instant: number): Promise<void>;
}

/** An event that the model did not allow at that point: never dropped, always listed. */
export interface Deviation {
  readonly case: string;
  /** Position of the event in the log, from 1. */
  readonly position: number;
  readonly activity: string;
  readonly at: number;
  readonly reason: string;
}

export interface ReplayResult {
  readonly allowed: number;
  readonly deviations: readonly Deviation[];
  /** Commands written by this run; none when everything was there already. */
  readonly commands: number;
  readonly casesOpened: number;
}

export interface ReplayOptions {
  readonly onProgress?: (done: number, total: number) => void;
  /** How many cases are committed together at most. */
  readonly stretch?: number;
}

export async function replay(
  engine: ReplayEngine,
  map: ReplayMap,
  cases: readonly LoggedCase[],
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const run = new Run(engine, map);
  await run.prepare(cases);
  const timeline = timelineOf(cases);
  engine.setClock(timeline[0]?.at ?? 0);
  let done = 0;
  while (done < timeline.length) {
    const stretch = await run.next(timeline, done, options.stretch ?? 200);
    await run.live(stretch);
    done += stretch.length;
    options.onProgress?.(done, timeline.length);
  }
  await run.fireUntil(timeline.at(-1)?.at ?? 0);
  return run.result();
}

class Run {
  private readonly engine: ReplayEngine;
  private readonly map: ReplayMap;
  private readonly past: Past;
  private readonly deviations: Deviation[] = [];
  private allowed = 0;
  private commands = 0;
  private casesOpened = 0;

  constructor(engine: ReplayEngine, map: ReplayMap) {
    this.engine = engine;
    this.map = map;
    this.past = new Past();
  }

  async prepare(cases: readonly LoggedCase[]): Promise<void> {
    const ids = cases.map((logged) => this.idOf(logged));
    this.past.remember(await this.engine.knownCases(ids), await this.engine.doneTasks(ids));
  }

  /** The next stretch of the timeline; timers that fall due before it have fired. */
  async next(timeline: readonly TimelineItem[], from: number, limit: number): Promise<TimelineItem[]> {
    const before = await this.fireUntil(timeline[from]?.at ?? 0);
    return nextStretch(timeline, from, { before, limit });
  }

  /** Fires what is due up to an instant, each at its own time. Resolves with when the next one is due. */
  async fireUntil(instant: number): Promise<number> {
    for (let last = Number.NEGATIVE_INFINITY; ; ) {
      const due = (await this.engine.nextDue()) ?? Number.POSITIVE_INFINITY;
      if (due > instant) return due;
      if (due === last)
        throw new Error(`Expected the timer due at ${new Date(due).toISOString()} to fire, but it still waits.`);
      await this.engine.advanceTo(due);
      last = due;
    }
  }

  async live(stretch: readonly TimelineItem[]): Promise<void> {
    const fresh = stretch.filter((item) => !this.recall(item));
    const tasks = await this.tasksOf(fresh);
    await Promise.all([
      ...fresh.map((item) => (item.index === null ? this.open(item) : this.act(item, tasks))),
      ...(this.map.end === 'log' ? stretch.filter(isLast).map((item) => this.close(item)) : []),
    ]);
  }

  result(): ReplayResult {
    this.deviations.sort((a, b) => a.position - b.position);
    return {
      allowed: this.allowed,
      deviations: this.deviations,
      commands: this.commands,
      casesOpened: this.casesOpened,
    };
  }

  /** True where an earlier run already dealt with it. */
  private recall(item: TimelineItem): boolean {
    const id = this.idOf(item.case);
    const event = eventOf(item);
    if (!event) return this.past.opened(id);
    const element = this.map.activities[event.activity]?.element;
    if (element !== undefined && this.past.take(id, element, event)) {
      this.allowed += 1;
      return true;
    }
    if (!this.past.after(id, event.at)) return false;
    this.deviate(item, NO_OPEN_TASK);
    return true;
  }

  private async tasksOf(items: readonly TimelineItem[]): Promise<ReadonlyMap<string, readonly OpenTask[]>> {
    const ids = items.filter(({ index }) => index !== null).map((item) => this.idOf(item.case));
    const grouped = new Map<string, OpenTask[]>();
    if (ids.length === 0) return grouped;
    for (const task of await this.engine.openTasks(ids))
      grouped.set(task.instanceId, [...(grouped.get(task.instanceId) ?? []), task]);
    return grouped;
  }

  private async open({ at, case: logged }: TimelineItem): Promise<void> {
    const named = Object.entries(this.map.start?.variables ?? {}).map(([name, column]) => [
      name,
      logged.attributes[column] || null,
    ]);
    const deadline = logged.deadline === null ? {} : { deadline: new Date(logged.deadline).toISOString() };
    const outcome = await this.engine.dispatcher.submit({
      command: 'start-process-instance',
      target: { newInstanceId: this.idOf(logged) },
      input: {
        definitionKey: this.map.process,
        businessKey: logged.id,
        variables: { ...Object.fromEntries(named), ...deadline },
      },
      actor: REPLAY,
      at,
    });
    if (!outcome.ok) throw new Error(`Expected to open case ${logged.id}, but: ${describe(outcome.failure, 'en')}`);
    this.commands += 1;
    this.casesOpened += 1;
  }

  private async act(item: TimelineItem, tasks: ReadonlyMap<string, readonly OpenTask[]>): Promise<void> {
    const event = eventOf(item);
    if (!event) return;
    const element = this.map.activities[event.activity]?.element;
    if (element === undefined) return this.deviate(item, 'the map names no element for this activity');
    const task = tasks.get(this.idOf(item.case))?.find(({ elementId }) => elementId === element);
    if (!task) return this.deviate(item, NO_OPEN_TASK);
    const outcomes = await this.complete(task, item, event);
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused && !refused.ok) return this.deviate(item, describe(refused.failure, 'en'));
    this.allowed += 1;
  }

  /** Where the log is all there is of a case. One that has ended by itself refuses, and nothing happens. */
  private async close({ at, case: logged }: TimelineItem): Promise<void> {
    const outcome = await this.engine.dispatcher.submit({
      command: 'cancel-instance',
      target: { instanceId: this.idOf(logged) },
      input: { reason: LAST_RECORD },
      actor: REPLAY,
      at,
    });
    if (outcome.ok) this.commands += 1;
  }

  /** Both commands are handed over at once: they are decided in order and committed together. */
  private async complete(task: OpenTask, item: TimelineItem, event: LoggedEvent): Promise<Outcome[]> {
    const actor = actorOf(event, task);
    const target = { taskId: task.id };
    const variables = variablesOf(this.map, item.case, item.index ?? 0);
    const commands = [
      ...(task.state === 'offered' ? [{ command: 'claim-task', input: { taskId: task.id } }] : []),
      { command: 'complete-task', input: { taskId: task.id, variables } },
    ];
    this.commands += commands.length;
    return Promise.all(
      commands.map((command) => this.engine.dispatcher.submit({ ...command, target, actor, at: event.at })),
    );
  }

  private deviate(item: TimelineItem, reason: string): void {
    const event = eventOf(item);
    if (!event) return;
    this.deviations.push({
      case: item.case.id,
      position: event.position,
      activity: event.activity,
      at: event.at,
      reason,
    });
  }

  private idOf(logged: LoggedCase): string {
    return caseIdOf(this.map.process, logged.id);
  }
}

const REPLAY: Actor = { id: 'replay', roles: ['admin'], groups: [], department: null };

/** Why a case was closed that the model would have gone on with. */
const LAST_RECORD = '日志的最后一条记录 / last record of the log';

const isLast = ({ index, case: { events } }: TimelineItem): boolean => index === events.length - 1;

const NO_OPEN_TASK = 'no task of this activity was open';

/** The log's people are members of the groups whose work the log shows them doing: the task's own candidates. */
function actorOf(event: LoggedEvent, task: OpenTask): Actor {
  return {
    id: event.resource ?? 'unknown',
    roles: ['clerk'],
    groups: task.candidateGroups,
    department: event.department,
  };
}

/** What earlier runs left in the database. */
class Past {
  private cases: ReadonlySet<string> = new Set();
  private readonly done = new Map<string, number>();
  private readonly last = new Map<string, number>();

  remember(cases: ReadonlySet<string>, tasks: readonly DoneTask[]): void {
    this.cases = cases;
    for (const task of tasks) {
      const key = keyOf(task.instanceId, task.elementId, task.by, task.endedAt);
      this.done.set(key, (this.done.get(key) ?? 0) + 1);
      this.last.set(task.instanceId, Math.max(this.last.get(task.instanceId) ?? 0, task.endedAt));
    }
  }

  opened(id: string): boolean {
    return this.cases.has(id);
  }

  /** Whether this very event was done; each done task answers for one event. */
  take(id: string, element: string, event: LoggedEvent): boolean {
    const key = keyOf(id, element, event.resource ?? 'unknown', event.at);
    const left = this.done.get(key) ?? 0;
    if (left > 0) this.done.set(key, left - 1);
    return left > 0;
  }

  /** Whether the case already lived beyond this instant: then an event that is not there was a deviation. */
  after(id: string, at: number): boolean {
    return (this.last.get(id) ?? Number.NEGATIVE_INFINITY) > at;
  }
}

const keyOf = (instance: string, element: string, by: string | null, at: number): string =>
  [instance, element, by, at].join('\u0000');
