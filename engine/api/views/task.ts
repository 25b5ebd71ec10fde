import { previousActs } from '../../commands/case-facts.ts';
import { placeOf } from '../../commands/place.ts';
import type { TaskState } from '../../core/state.ts';
import { refuse } from '../../errors.ts';
import type { FlowNode } from '../../model/graph.ts';
import { reasonInWords } from '../../people/approvers/in-words.ts';
import { leads } from '../../people/leads.ts';
import { covers } from '../../people/organisation/mandates.ts';
import type { Calendars } from '../../sla/calendars.ts';
import { peopleWithPart } from '../../store/people/proxies.ts';
import { casesWorkedOn } from '../../store/read/predecessor.ts';
import { type NextRung, nextRungs } from '../../store/read/rungs.ts';
import { findTask, findTasks, type TaskRow, wasOffered } from '../../store/read/tasks.ts';
import { allowedActions } from '../../tasks/allowed-actions.ts';
import { admitBulk } from '../../tasks/bulk.ts';
import { factsAbout, type TaskActor, type TaskPeople } from '../../tasks/facts.ts';
import type { Lamp, TaskRung } from '../contract/clocks.ts';
import type { Task } from '../contract/tasks.ts';
import { timeText, timeTextOrNull } from '../formats.ts';
import { nameIn } from '../names.ts';
import { isOfficial, languageOfReader, type Principal } from '../principal.ts';
import type { Services } from '../services.ts';
import { findAnyInstance } from './any-instance.ts';
import { wordsInCases } from './data-words.ts';
import { graphOf } from './graph.ts';
import { stateOf } from './instance.ts';
import { mandatesNow } from './mandates.ts';
import { readerOf } from './reader.ts';
import { peopleIn, rungOf } from './rungs.ts';
import { serviceNameOf } from './service-name.ts';
import { formOf, requiredOf } from './task-form.ts';

/** From this share of the limit on, a task is yellow. */
const YELLOW_FROM = 0.7;

/** Tasks as the caller sees them, with what the caller may do by the table that also judges it. */
export async function taskViews(services: Services, principal: Principal, rows: readonly TaskRow[]): Promise<Task[]> {
  const open = rows.filter(({ endedAt }) => endedAt === null).map(({ instanceId }) => instanceId);
  const cases = [...new Set(open)];
  const worked = await casesWorkedOn(services.database, principal.id, cases);
  const rungs = new Map((await nextRungs(services.database, cases)).map((rung) => [rung.elementInstanceId, rung]));
  const words = await wordsInCases(services, new Map(rows.flatMap(namesShown)));
  const views: Task[] = [];
  for (const row of rows) {
    const names = words.get(row.instanceId);
    views.push(
      await viewOf(services, principal, { row, worked, rung: rungs.get(row.elementInstanceId), words: names ?? {} }),
    );
  }
  return views;
}

const namesShown = ({ instanceId, variables }: TaskRow): (readonly [string, string[]])[] =>
  variables === null ? [] : [[instanceId, Object.keys(variables)]];

export async function taskView(services: Services, principal: Principal, row: TaskRow): Promise<Task> {
  const [view] = await taskViews(services, principal, [row]);
  if (!view) throw new Error(`Expected a view of task ${row.id}, but there is none.`);
  return view;
}

interface Seen {
  readonly row: TaskRow;
  /** Cases in which the caller has done a step. */
  readonly worked: ReadonlySet<string>;
  readonly rung: NextRung | undefined;
  /** What the forms of its case call the variables it shows. */
  readonly words: Task['variableWords'];
}

async function viewOf(services: Services, principal: Principal, seen: Seen): Promise<Task> {
  const { row, words } = seen;
  const { clock } = services.runtime;
  const calendars = services.runtime.calendars.current;
  const {
    candidateUsers,
    candidateGroups,
    dueAt,
    createdAt,
    endedAt,
    heldFrom: _heldFrom,
    suspended: _suspended,
    barred: _barred,
    reasons: _reasons,
    appliedFor,
    calendar,
    provisional,
    ...rest
  } = row;
  return {
    ...rest,
    ...(await namesOf(services, principal, row)),
    serviceName: serviceNameOf(services.runtime, languageOfReader(principal), appliedFor),
    candidates: { users: [...candidateUsers], groups: [...candidateGroups] },
    createdAt: timeText(createdAt),
    dueAt: timeTextOrNull(dueAt),
    endedAt: timeTextOrNull(endedAt),
    variableWords: words,
    lamp: lampOf(row, clock.now()),
    provisional: provisional ?? false,
    remainingWorkingDays: remaining(row, { calendars, calendar, now: clock.now() }),
    ...(await modelledOf(services, principal, seen)),
  };
}

/** What the task and its process are called. */
async function namesOf(
  { runtime }: Services,
  principal: Principal,
  { definitionId, definitionKey, elementId, name }: TaskRow,
): Promise<Pick<Task, 'name' | 'definitionName'>> {
  const language = languageOfReader(principal);
  const head = runtime.definitions.head(definitionId);
  const definitionName = head ? nameIn(language, head) : definitionKey;
  if (language === 'zh' || !head) return { name, definitionName };
  const graph = await graphOf(runtime, definitionId);
  return { name: graph.nodes[graph.byId.get(elementId) ?? -1]?.nameEn ?? name, definitionName };
}

/** The task with why it is somebody's. */
export async function taskWithReasons(services: Services, principal: Principal, row: TaskRow): Promise<Task> {
  const reasons = (row.reasons ?? []).map((reason) => ({ ...reason, inWords: { ...reasonInWords(reason) } }));
  return { ...(await taskView(services, principal, row)), reasons };
}

/** What the model says about the task as it stands. */
async function modelledOf(
  services: Services,
  principal: Principal,
  { row, worked, rung }: Seen,
): Promise<Pick<Task, 'allowedActions' | 'bulkActions' | 'assignedByLane' | 'actingFor' | 'nextRung'>> {
  if (row.endedAt !== null)
    return { allowedActions: [], bulkActions: [], assignedByLane: null, actingFor: null, nextRung: null };
  const graph = await graphOf(services.runtime, row.definitionId);
  const node = graph.nodes[graph.byId.get(row.elementId) ?? -1];
  if (!node)
    throw new Error(`Expected element ${row.elementId} in definition ${row.definitionId}, but it is not there.`);
  const { assignee, owner, candidateUsers, candidateGroups, suspended, barred } = row;
  const position = { state: row.state as TaskState, ...(row.heldFrom === null ? {} : { heldFrom: row.heldFrom }) };
  const { reasons } = row;
  const task = { ...position, assignee, owner, candidateUsers, candidateGroups, barred, reasons };
  const { principals, actingFor } = await principalsAt(services, principal, { row, task, node, worked });
  const isAwaiting = waitsFor(services, principal, { row, worked });
  const actions = allowedActions(principal, { task, node, owners: graph.owners, suspended, principals, isAwaiting });
  const required = requiredOf(await formOf(services, row));
  const bulkActions = actions.filter((verb) => admitBulk({ node, verb, required }).ok);
  const nextRung = rungAt(node, rung, { services, principal });
  return { allowedActions: actions, bulkActions, assignedByLane: node.user?.lane ?? null, actingFor, nextRung };
}

/** How the administration drives itself is not the applicant's business. */
interface Asking {
  readonly services: Services;
  readonly principal: Principal;
}

function rungAt(node: FlowNode, next: NextRung | undefined, { services, principal }: Asking): TaskRung | null {
  const rung = next && rungOf(services, node, next.rung);
  if (!next || !rung || !isOfficial(principal)) return null;
  return { at: timeText(next.dueAt), action: rung.action, to: peopleIn(rung) };
}

/** The same as what the command asks: who has the task himself waits for nobody. */
function waitsFor({ runtime }: Services, { id }: Principal, { row, worked }: Pick<Seen, 'row' | 'worked'>): boolean {
  if (row.assignee === id) return false;
  if (row.applicant === id || worked.has(row.instanceId)) return true;
  return leads(runtime.organisation.current.at(runtime.clock.now()), id, row);
}

interface Offered extends Pick<Seen, 'row' | 'worked'> {
  readonly task: TaskPeople;
  readonly node: FlowNode;
}

/** Whom the caller stands in for at the task: those for whom he may act, and through whom it concerns him where it is not his own. */
async function principalsAt(
  services: Services,
  caller: Principal,
  { row, task, node, worked }: Offered,
): Promise<{ principals: readonly TaskActor[]; actingFor: string | null }> {
  const { runtime, database } = services;
  const concerns = ({ id, groups }: TaskActor): boolean =>
    Object.values(factsAbout({ id, groups, roles: [] }, task, [])).some(Boolean);
  const mandates = mandatesNow(runtime, caller).filter(
    (mandate) => covers(mandate, row) && concerns(mandate.principal),
  );
  const [first] = mandates;
  if (!first || node.user?.delegable === false) return { principals: [], actingFor: null };
  const actingFor = concerns(caller) ? null : first.principal.id;
  const between = mandates.flatMap(({ via }) => via ?? []);
  const barred = await peopleWithPart(database, row, [caller.id, ...between]);
  const mayHaveActed = worked.has(row.instanceId) || between.length > 0;
  const before = mayHaveActed ? await actedRightBefore(services, row) : [];
  const isFree = (id: string): boolean => !barred.has(id) && !before.includes(id) && !row.barred.includes(id);
  const free = mandates.filter(({ via }) => isFree(caller.id) && (via === null || isFree(via)));
  return { principals: free.map(({ principal }) => principal), actingFor };
}

/** Who did the steps that led to the task; nobody where it has ended in the meantime. Reads the case, so it is asked for few. */
async function actedRightBefore(
  services: Services,
  { id, instanceId, elementInstanceId, createdAt }: TaskRow,
): Promise<string[]> {
  const { definitions } = services.runtime;
  const state = await stateOf(services, await findAnyInstance(services.database, instanceId));
  if (!state.tasks[id]) return [];
  return definitions.withLoaded(() => {
    const acts = previousActs(state, placeOf(state, elementInstanceId, definitions), { at: createdAt, definitions });
    return acts.flatMap(({ by, onBehalfOf }) => [by ?? [], onBehalfOf ?? []].flat());
  });
}

interface Counting {
  readonly calendars: Calendars;
  readonly calendar: string | null;
  readonly now: number;
}

/** Working days after today up to the last day of the limit. */
function remaining({ dueAt, endedAt }: TaskRow, { calendars, calendar, now }: Counting): number | null {
  if (endedAt !== null || !Number.isFinite(dueAt)) return null;
  const by = calendars.byId(calendar ?? '') ?? calendars.of([], now);
  return by.workingDaysBetween(by.dayOf(now), by.dayOf(dueAt - 1));
}

/** The same rule as the lamp filter of lists. */
function lampOf({ lamp, state, createdAt, dueAt, endedAt }: TaskRow, now: number): Lamp | null {
  if (lamp !== null) return lamp;
  if (!Number.isFinite(dueAt)) return null;
  if (endedAt === null && state === 'held') return 'grey';
  const at = endedAt ?? now;
  if (at > dueAt) return 'red';
  return at >= createdAt + (dueAt - createdAt) * YELLOW_FROM ? 'yellow' : 'green';
}

/** The task, or 404: whether a task exists that the caller may not see is not told. */
export async function requireTask(services: Services, principal: Principal, id: string): Promise<TaskRow> {
  return (
    (await findTask(services.database, await readerOf(services, principal), id)) ??
    refuse('not-found', { kind: 'task', id })
  );
}

/** The same for somebody who wants to act: whoever the task was offered to is told by the command who was first. */
export async function requireTaskToAct(services: Services, principal: Principal, id: string): Promise<TaskRow> {
  const { database } = services;
  const reader = await readerOf(services, principal);
  const found = await findTask(database, reader, id);
  if (found) return found;
  const [late] = (await wasOffered(database, reader, id)) ? await findTasks(database, [id]) : [];
  return late ?? refuse('not-found', { kind: 'task', id });
}
