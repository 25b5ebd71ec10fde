/**
 * Everything that one chain of commands writes for one case, as data. The case's own row is written whole; the index tables
 * (tasks, jobs, subscriptions, incidents) get the rows that differ, found by comparing entries by identity.
 */
import type { ClockReading } from '../core/clock-record.ts';
import type { DomainEvent } from '../core/events.ts';
import type { PartsChange } from '../core/parts.ts';
import { ownDefinitionId, rootVariables } from '../core/query.ts';
import type { InstanceState, Ladder, Task } from '../core/state.ts';
import type { Definitions } from '../model/graph.ts';
import { hasEnded } from './case.ts';
import {
  alarmRow,
  asyncRow,
  type CandidateRow,
  type ConfirmationRow,
  candidateRows,
  confirmationRow,
  type EndedTaskRow,
  effectRow,
  endedTaskRow,
  type IncidentRow,
  incidentRow,
  type JobRow,
  type NoticeRow,
  noticeRow,
  type Place,
  type SubscriptionRow,
  scriptRow,
  subscriptionRow,
  type TaskRow,
  type TaskVariablesRow,
  taskRow,
  timerRow,
} from './change-rows.ts';
import {
  type ClockRow,
  clockRow,
  type LampChangeRow,
  lampChangeRow,
  lampJob,
  lampJobId,
  type MeasuredRow,
  measuredRow,
  taskLampJob,
  taskLampJobId,
} from './clocks/clock-rows.ts';
import { type PeriodEnd, type PeriodRow, periodRows } from './clocks/period-rows.ts';
import { type EffectNews, type EffectRow, effectNews } from './effect-rows.ts';
import { differ, readInboxVariables } from './inbox-variables.ts';
import type { JournalEntry } from './journal-entry.ts';
import { ladderJob, ladderJobId } from './ladders/ladder-rows.ts';
import type { WaitingCondition } from './start-condition.ts';

/** The answer kept for a repeat of the same request. */
export interface Receipt {
  readonly id: string;
  readonly answer: unknown;
  readonly expiresAt: number;
}

interface TakenMessage {
  readonly name: string;
  readonly key: string | null;
  readonly businessKey: string | null;
  readonly instanceId: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Epoch ms. */
  readonly publishedAt: number;
  readonly expiresAt: number;
}

/** What must still be there at the commit, and is used up by it: at most one commit can take it. */
export type Claim =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly outcome: 'correlated' | 'started';
      /** A conversation that no other case has begun: the case that is opened holds it until it ends. */
      readonly gate?: string;
      /** It is not in the inbox yet: it goes there with the commit, taken already. */
      readonly message?: TakenMessage;
    }
  | {
      readonly kind: 'job';
      readonly id: string;
      /** External workers: only while this worker's lock holds; with a token, only while it is this one of its locks. */
      readonly lock?: { readonly worker: string; readonly now: number; readonly token?: number | undefined };
      /** Cycles: the job stays and waits again. Otherwise it is removed. */
      readonly again?: { readonly dueAt: number; readonly payload: unknown };
    };

export interface IndexChange {
  readonly tasks: readonly TaskRow[];
  readonly tasksRemoved: readonly string[];
  readonly candidates: readonly CandidateRow[];
  readonly candidatesRemoved: readonly CandidateRow[];
  readonly jobs: readonly JobRow[];
  readonly jobsRemoved: readonly string[];
  readonly subscriptions: readonly SubscriptionRow[];
  readonly subscriptionsRemoved: readonly string[];
  readonly incidents: readonly IncidentRow[];
  readonly incidentsRemoved: readonly string[];
  readonly confirmations: readonly ConfirmationRow[];
  readonly confirmationsRemoved: readonly string[];
  readonly tasksEnded: readonly EndedTaskRow[];
  /** Those that are new or different; none is ever removed. */
  readonly notices: readonly NoticeRow[];
  /** For the ledger: what is asked of the outside, and what has become of it. */
  readonly effects: readonly EffectRow[];
  readonly effectNews: readonly EffectNews[];
  readonly clocks: readonly ClockRow[];
  readonly clocksRemoved: readonly string[];
  readonly lampChanges: readonly LampChangeRow[];
  readonly periods: readonly PeriodRow[];
  readonly periodsEnded: readonly PeriodEnd[];
  readonly measured: readonly MeasuredRow[];
  /** Of a case that is not loaded as a whole: what its other tasks carry now. */
  readonly taskVariables: readonly TaskVariablesRow[];
}

/** What a change does to data that outlives the case. */
export interface StoreChange {
  readonly writes: readonly { readonly name: string; readonly value: unknown }[];
  /** Every store the change rests on, those it writes included, in the version it was read in: the commit holds them to it. */
  readonly versions: readonly { readonly name: string; readonly version: number }[];
  /** Start events whose condition this turns true; the id is that of the job that opens the case. */
  readonly starts: readonly (WaitingCondition & { readonly id: string; readonly at: number })[];
}

export interface CaseChange {
  readonly instanceId: string;
  /** Version the decision was made on; 0 = the case is new. */
  readonly expected: number;
  readonly before: InstanceState | null;
  readonly after: InstanceState;
  /** The case leaves the hot tables, or stays out of them. */
  readonly ends: boolean;
  readonly entries: readonly JournalEntry[];
  readonly receipts: readonly Receipt[];
  readonly claims: readonly Claim[];
  /** Absent where no data store is written. */
  readonly stores?: StoreChange | undefined;
  readonly index: IndexChange;
  /** Of a case that is kept in parts. */
  readonly parts?: PartsChange | undefined;
}

/** The index rows that change between two states of a case. `entries` are the commands in between: ended tasks and sent messages are only there. */
export function diff(
  before: InstanceState | null,
  after: InstanceState,
  entries: readonly JournalEntry[],
  definitions: Definitions,
): IndexChange {
  const inbox = readInboxVariables(after, definitions);
  const place: Place = { state: after, definitions, inbox };
  const open = hasEnded(after) ? NOTHING : after;
  const was = before && !hasEnded(before) ? before : NOTHING;
  const news = newsIn(place, entries);
  const isNews = tellsMore(before, after, { inbox, definitions });
  const tasks = compare(was.tasks, open.tasks, isNews);
  const at = entries.at(-1)?.at ?? 0;
  const moves = before !== null && ownDefinitionId(before) !== ownDefinitionId(after);
  const whole = moves || (before !== null && before.status !== after.status);
  const timers = compare(was.timers, open.timers, whole);
  const effects = compare(was.effects, open.effects, whole);
  const scripts = compare(was.scripts ?? {}, open.scripts ?? {}, whole);
  const subscriptions = compare(was.subscriptions, open.subscriptions, whole);
  const incidents = compare(was.incidents, open.incidents);
  const notices = compare(before?.notices ?? {}, after.notices ?? {});
  const clocks = compare(runningOf(was), runningOf(open), moves);
  const ladders = compare(was.ladders ?? {}, open.ladders ?? {});
  const alarms = compare(before?.proceedings?.alarms ?? {}, after.proceedings?.alarms ?? {});
  const requests = compare(before?.proceedings?.requests ?? {}, after.proceedings?.requests ?? {});
  return {
    tasks: tasks.changed.map((task) => taskRow(place, task)),
    tasksRemoved: tasks.removed,
    ...compareCandidates(after.id, was.tasks, tasks),
    jobs: [
      ...timers.changed.map((timer) => timerRow(place, timer)),
      ...effects.changed.map((effect) => effectRow(place, effect)),
      ...scripts.changed.map((run) => scriptRow(place, run)),
      ...alarms.changed.map((alarm) => alarmRow(place, alarm)),
      ...news.asyncs,
      ...clocks.changed.flatMap((reading) =>
        !moves && isAwaited(was.readings?.[reading.id], reading, at) ? [] : lampJob(place, reading),
      ),
      ...tasks.changed.flatMap((task) =>
        !moves && isAwaited(was.tasks[task.id]?.timing, task.timing, at) ? [] : taskLampJob(place, task),
      ),
      ...ladders.changed.flatMap((ladder) => ladderJob(place, ladder)),
    ],
    jobsRemoved: [
      ...timers.removed,
      ...effects.removed,
      ...scripts.removed,
      ...alarms.removed,
      ...lampsWithoutJob(after.id, was, { clocks, tasks }),
      ...laddersWithoutJob(was.ladders ?? {}, ladders),
    ],
    subscriptions: subscriptions.changed.map((subscription) => subscriptionRow(place, subscription)),
    subscriptionsRemoved: subscriptions.removed,
    incidents: incidents.changed.map((incident) => incidentRow(place, incident)),
    incidentsRemoved: incidents.removed,
    notices: notices.changed.map((notice) => noticeRow(place, notice)),
    confirmations: requests.changed.map((request) => confirmationRow(place, request)),
    confirmationsRemoved: requests.removed,
    tasksEnded: news.tasksEnded,
    ...effectNews(place, was.effects, entries),
    clocks: clocks.changed.map((reading) => clockRow(place, reading)),
    clocksRemoved: clocks.removed,
    lampChanges: news.lampChanges,
    ...periodRows(place, { was, is: open, at }),
    measured: news.measured,
    taskVariables:
      isNews && after.partial && !hasEnded(after)
        ? [{ instanceId: after.id, variables: inbox(), except: Object.keys({ ...was.tasks, ...open.tasks }) }]
        : [],
  };
}

/** Whether what tasks carry in lists has changed; looked into only where variables of the case were written. */
function tellsMore(
  before: InstanceState | null,
  after: InstanceState,
  { inbox, definitions }: Pick<Place, 'inbox' | 'definitions'>,
): boolean {
  if (!before || rootVariables(before) === rootVariables(after)) return false;
  const is = inbox();
  return is !== null && differ(readInboxVariables(before, definitions)(), is);
}

interface Compared<T> {
  readonly changed: readonly T[];
  readonly removed: readonly string[];
}

const UNCHANGED: Compared<never> = { changed: [], removed: [] };

/** The job that waits for the lamp's next change is there already, and has not come to its time. */
const isAwaited = (
  was: Pick<ClockReading, 'next'> | undefined,
  is: Pick<ClockReading, 'next'> | undefined,
  at: number,
): boolean => was !== undefined && was.next !== null && was.next === is?.next && was.next > at;

const waited = (reading: { readonly next: number | null } | undefined): boolean =>
  reading !== undefined && reading.next !== null;

/** Jobs of lamps that waited for a time and do so no more. */
function lampsWithoutJob(
  instanceId: string,
  was: Indexed,
  { clocks, tasks }: { readonly clocks: Compared<ClockReading>; readonly tasks: Compared<Task> },
): string[] {
  if (clocks === UNCHANGED && tasks === UNCHANGED) return [];
  const readings = [...clocks.removed, ...clocks.changed.filter((one) => !waited(one)).map(({ id }) => id)];
  const still = tasks.changed.filter(({ timing }) => !waited(timing)).map(({ id }) => id);
  return [
    ...readings.filter((id) => waited(was.readings?.[id])).map((id) => lampJobId(instanceId, id)),
    ...[...tasks.removed, ...still].filter((id) => waited(was.tasks[id]?.timing)).map((id) => taskLampJobId({ id })),
  ];
}

/** Jobs of ladders on which nothing comes any more. */
function laddersWithoutJob(was: NonNullable<Indexed['ladders']>, { changed, removed }: Compared<Ladder>): string[] {
  const rest = [...removed, ...changed.filter(({ next }) => next === null).map(({ element }) => element)];
  return rest.filter((element) => (was[element]?.next ?? null) !== null).map(ladderJobId);
}

const NO_READINGS: Readonly<Record<string, ClockReading>> = {};

/** Clocks that have stopped stay with the case and are in no index. */
function runningOf({ readings }: Pick<Indexed, 'readings'>): Readonly<Record<string, ClockReading>> {
  if (!readings) return NO_READINGS;
  if (isAllRunning(readings)) return readings;
  return Object.fromEntries(Object.entries(readings).filter(([, { state }]) => state !== 'stopped'));
}

function isAllRunning(readings: NonNullable<Indexed['readings']>): boolean {
  for (const id in readings) if (readings[id]?.state === 'stopped') return false;
  return true;
}

type Indexed = Pick<
  InstanceState,
  | 'tasks'
  | 'timers'
  | 'effects'
  | 'scripts'
  | 'subscriptions'
  | 'incidents'
  | 'ladders'
  | 'readings'
  | 'proceedings'
  | 'clocks'
>;

const NOTHING: Indexed = { tasks: {}, timers: {}, effects: {}, subscriptions: {}, incidents: {} };

/** `whole` counts every entry as changed: a column that comes from the case itself did. */
function compare<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  whole = false,
): Compared<T> {
  if (before === after && !whole) return UNCHANGED;
  const changed: T[] = [];
  const removed: string[] = [];
  for (const id in after) {
    const entry = after[id];
    if (entry !== undefined && (whole || before[id] !== entry)) changed.push(entry);
  }
  for (const id in before) if (!(id in after)) removed.push(id);
  return { changed, removed };
}

const NO_CANDIDATES: Pick<IndexChange, 'candidates' | 'candidatesRemoved'> = { candidates: [], candidatesRemoved: [] };

/** Rows are removed and added, never updated, and no row is in both lists. */
function compareCandidates(
  instanceId: string,
  before: Indexed['tasks'],
  { changed, removed }: { readonly changed: readonly Task[]; readonly removed: readonly string[] },
): Pick<IndexChange, 'candidates' | 'candidatesRemoved'> {
  if (changed.length === 0 && removed.length === 0) return NO_CANDIDATES;
  const candidates: CandidateRow[] = [];
  const candidatesRemoved = removed.flatMap((id) => candidateRows(instanceId, before[id]));
  for (const task of changed) {
    const old = candidateRows(instanceId, before[task.id]);
    const now = candidateRows(instanceId, task);
    candidates.push(...without(now, old));
    candidatesRemoved.push(...without(old, now));
  }
  return { candidates, candidatesRemoved };
}

/** Both of the same task. */
function without(rows: readonly CandidateRow[], others: readonly CandidateRow[]): readonly CandidateRow[] {
  if (rows.length === 0 || others.length === 0 || rows[0]?.dueAt !== others[0]?.dueAt) return rows;
  const principals = new Set(others.map(({ principal }) => principal));
  return rows.filter(({ principal }) => !principals.has(principal));
}

interface News {
  readonly asyncs: JobRow[];
  readonly tasksEnded: EndedTaskRow[];
  readonly lampChanges: LampChangeRow[];
  readonly measured: MeasuredRow[];
}

/** Rows of what is only in the events, looked through once. */
function newsIn(place: Place, entries: readonly JournalEntry[]): News {
  const news: News = { asyncs: [], tasksEnded: [], lampChanges: [], measured: [] };
  for (const { at, events } of entries) for (const event of events) take(news, event, { place, at });
  return news;
}

function take(news: News, event: DomainEvent, { place, at }: { readonly place: Place; readonly at: number }): void {
  if (event.type === 'taskEnded') news.tasksEnded.push(endedTaskRow(place, event));
  else if (event.type === 'clockRead') push(news.lampChanges, lampChangeRow(place, event, at));
  else if (event.type === 'clockMeasured') push(news.measured, measuredRow(place, event));
  else push(news.asyncs, asyncRow(place, event, at));
}

function push<Row>(rows: Row[], row: Row | undefined): void {
  if (row !== undefined) rows.push(row);
}
