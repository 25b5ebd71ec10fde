/**
 * The rows of the index tables, made from entries of the state. Everything a list shows is here, so that lists join nothing. The rows of
 * tasks, of which nearly every command makes some, are written out in full: put together by spreading they take six times as long.
 */
import type { DomainEvent } from '../core/events.ts';
import { type CaseWord, closedAt, isForApplicant, type Notice } from '../core/notices.ts';
import { partOf } from '../core/parts.ts';
import { type Alarm, type ConfirmationRequest, REOPENING_GROUNDS, type ReopeningGround } from '../core/proceedings.ts';
import type { Effect, Incident, InstanceState, ScriptRun, Subscription, Task, Timer } from '../core/state.ts';
import type { Definition, Definitions, FlowNode } from '../model/graph.ts';
import type { InboxVariables } from './inbox-variables.ts';

export interface OfElement {
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly elementInstanceId: string;
}

export interface TaskRow extends OfElement {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly department: string | null;
  readonly createdAt: number;
  /** Null = no limit. */
  readonly dueAt: number | null;
  readonly priority: number;
  readonly formKey: string | null;
  readonly visit: number;
  /** Of the clock of its step; null without a limit. */
  readonly lamp: string | null;
  readonly provisional: boolean | null;
  readonly calendar: string | null;
  /** The part of the case it lies in. */
  readonly part: string | null;
  /** What the process of the case declares for task lists; null where nothing is. */
  readonly variables: InboxVariables | null;
  readonly reasons: Task['reasons'] | null;
  /** Who may not do it. */
  readonly barred: readonly string[];
}

export interface EndedTaskRow extends Omit<TaskRow, 'state' | 'part' | 'barred' | 'provisional' | 'calendar'> {
  readonly endedAt: number;
  readonly endedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly verb: string;
  readonly outcome: string;
  readonly comments: Task['comments'];
}

/** Brings the rows of tasks that are not loaded with the case up to date. */
export interface TaskVariablesRow {
  readonly instanceId: string;
  readonly variables: InboxVariables | null;
  /** Tasks whose rows are written anyway. */
  readonly except: readonly string[];
}

export interface CandidateRow {
  readonly principal: string;
  readonly dueAt: number | null;
  readonly taskId: string;
  readonly instanceId: string;
}

/** What an `async` job does: work between cases that a decision asked for. */
export type AsyncWork =
  | {
      readonly work: 'publish';
      readonly name: string;
      readonly key: string | null;
      readonly businessKey: string | null;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly timeToLive: string | null;
    }
  | { readonly work: 'tell'; readonly from: string; readonly to: string; readonly word: CaseWord }
  | { readonly work: 'open'; readonly key: string; readonly variables: Readonly<Record<string, unknown>> }
  | {
      readonly work: 'card';
      readonly clock: string;
      readonly addressee: string;
      readonly reason?: 'overdue' | 'not-told-at-once';
    }
  | { readonly work: 'signal'; readonly name: string; readonly variables: Readonly<Record<string, unknown>> };

export interface JobRow extends OfElement {
  readonly id: string;
  /** `escalation`: the case wakes itself, also while it is suspended: a lamp turns, or something it waits for has not come. */
  readonly kind: 'timer' | 'async' | 'outbox' | 'escalation' | 'script';
  readonly topic: string | null;
  readonly payload: unknown;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly suspended: boolean;
  readonly attemptsLeft: number | null;
  readonly lastError: string | null;
  /** Only calls to the outside have one. */
  readonly priority?: number;
  /** The part of the case it lies in. */
  readonly part: string | null;
  /** By which its due time was counted, and has to be counted again where it changes. */
  readonly calendar?: string | null;
}

export interface SubscriptionRow extends OfElement {
  readonly id: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly key: string | null;
  readonly createdAt: number;
  readonly suspended: boolean;
}

export interface IncidentRow extends Omit<OfElement, 'businessKey'> {
  readonly id: string;
  readonly code: string;
  readonly params: Incident['params'];
  readonly since: number;
  /** The part of the case it lies in. */
  readonly part: string | null;
}

/** What waits for a second person. */
export interface ConfirmationRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly verb: string;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly expiresAt: number;
  readonly entitled: readonly string[];
  /** Of a reopening: why, and the number of the order. */
  readonly ground: ReopeningGround | null;
  readonly order: string | null;
}

/** Where entries of a state belong: names positions of the state by what they are called in the model. */
export interface Place {
  readonly state: InstanceState;
  readonly definitions: Definitions;
  /** What task lists show of its data. */
  readonly inbox: () => InboxVariables | null;
}

export function taskRow(place: Place, task: Task): TaskRow {
  const definition = definitionAt(place, task.def);
  const node = nodeAt(definition, task.node);
  return {
    id: task.id,
    instanceId: place.state.id,
    definitionId: definition.id,
    definitionKey: definition.key,
    businessKey: place.state.businessKey,
    elementId: node.id,
    elementInstanceId: task.element,
    name: node.name || node.id,
    state: task.state,
    assignee: task.assignee,
    owner: task.owner,
    candidateUsers: task.candidateUsers,
    candidateGroups: task.candidateGroups,
    department: task.department,
    createdAt: task.createdAt,
    dueAt: task.dueAt,
    priority: task.priority,
    formKey: node.user?.form ?? null,
    visit: task.visit,
    lamp: task.timing?.lamp ?? null,
    provisional: task.timing?.provisional ?? null,
    calendar: task.timing?.calendar ?? null,
    part: partOf(place.state, task.element),
    variables: place.inbox(),
    reasons: task.reasons ?? null,
    barred: task.barred ?? [],
  };
}

export function endedTaskRow(place: Place, event: Extract<DomainEvent, { type: 'taskEnded' }>): EndedTaskRow {
  const { task, trail, verb, outcome } = event;
  const definition = definitionAt(place, task.def);
  const node = nodeAt(definition, task.node);
  return {
    id: task.id,
    instanceId: place.state.id,
    definitionId: definition.id,
    definitionKey: definition.key,
    businessKey: place.state.businessKey,
    elementId: node.id,
    elementInstanceId: task.element,
    name: node.name || node.id,
    assignee: task.assignee,
    owner: task.owner,
    candidateUsers: task.candidateUsers,
    candidateGroups: task.candidateGroups,
    department: task.department,
    createdAt: task.createdAt,
    dueAt: task.dueAt,
    priority: task.priority,
    formKey: node.user?.form ?? null,
    visit: task.visit,
    lamp: lampAtEnd(task, trail.at),
    endedAt: trail.at,
    endedBy: trail.by,
    onBehalfOf: trail.onBehalfOf ?? null,
    verb,
    outcome,
    comments: task.comments,
    variables: place.inbox(),
    reasons: task.reasons ?? null,
  };
}

/** Whether the limit was passed is judged by the end itself; the job that turns the lamp may come later. */
function lampAtEnd({ timing, dueAt }: Task, endedAt: number): string | null {
  if (!timing || dueAt === null) return null;
  return endedAt > dueAt && timing.lamp !== 'grey' && timing.lamp !== 'blue' ? 'red' : timing.lamp;
}

/** Who may claim, and who may not whatever group he is in: nobody any more once the task has an assignee. */
export function candidateRows(instanceId: string, task: Task | undefined): CandidateRow[] {
  if (task?.state !== 'offered') return [];
  const principals = [
    ...task.candidateUsers.map((id) => `user:${id}`),
    ...task.candidateGroups.map((id) => `group:${id}`),
  ];
  if (principals.length > 0) principals.push(...(task.barred ?? []).map((id) => `barred:${id}`));
  return [...new Set(principals)].map((principal) => ({ principal, dueAt: task.dueAt, taskId: task.id, instanceId }));
}

export function timerRow(place: Place, timer: Timer): JobRow {
  const { instanceId, definitionId, definitionKey, businessKey, elementId, elementInstanceId } = ofEntry(place, timer);
  return {
    instanceId,
    definitionId,
    definitionKey,
    businessKey,
    elementId,
    elementInstanceId,
    id: timer.id,
    kind: 'timer',
    topic: null,
    payload: timer.repeat ? { repeat: timer.repeat } : {},
    createdAt: place.state.elements[timer.element]?.since ?? place.state.startedAt,
    dueAt: timer.dueAt,
    suspended: place.state.status === 'suspended' || timer.frozenAt !== undefined,
    attemptsLeft: null,
    lastError: null,
    part: partOf(place.state, timer.element),
    calendar: timer.count?.calendar ?? null,
  };
}

/** Never suspended: a suspension has to end by itself. */
export function alarmRow(place: Place, alarm: Alarm): JobRow {
  return {
    ...ofEntry(place, { element: alarm.element ?? place.state.root }),
    id: alarm.id,
    kind: 'escalation',
    topic: null,
    payload: { purpose: alarm.purpose },
    createdAt: place.state.startedAt,
    dueAt: alarm.dueAt,
    suspended: false,
    attemptsLeft: null,
    lastError: null,
    part: alarm.element === undefined ? null : partOf(place.state, alarm.element),
  };
}

export function confirmationRow(place: Place, request: ConfirmationRequest): ConfirmationRow {
  const { id, verb, reason, by, at, expiresAt, entitled } = request;
  const { id: instanceId, businessKey } = place.state;
  const definitionKey = definitionAt(place, 0).key;
  const asked = { id, instanceId, definitionKey, businessKey, verb, reason, by, at, expiresAt, entitled };
  return { ...asked, ...reopeningAsked(request) };
}

/** What a request wants that whoever confirms has to weigh. */
export function reopeningAsked({
  verb,
  wanted,
}: Pick<ConfirmationRequest, 'verb' | 'wanted'>): Pick<ConfirmationRow, 'ground' | 'order'> {
  if (verb !== 'reopen') return { ground: null, order: null };
  const { ground, order } = wanted;
  return {
    ground: REOPENING_GROUNDS.find((one) => one === ground) ?? null,
    order: typeof order === 'string' ? order : null,
  };
}

export function effectRow(place: Place, effect: Effect): JobRow {
  return {
    ...ofEntry(place, effect),
    id: effect.id,
    kind: 'outbox',
    topic: effect.topic,
    payload: { variables: effect.variables, delayMs: effect.delayMs },
    createdAt: effect.requestedAt,
    dueAt: effect.dueAt,
    suspended: place.state.status === 'suspended',
    attemptsLeft: effect.attemptsLeft,
    lastError: effect.lastError ?? null,
    priority: effect.priority ?? 0,
    part: partOf(place.state, effect.element),
  };
}

export function scriptRow(place: Place, run: ScriptRun): JobRow {
  return {
    ...ofEntry(place, run),
    id: run.id,
    kind: 'script',
    topic: null,
    payload: { variables: run.variables },
    createdAt: run.requestedAt,
    dueAt: run.requestedAt,
    suspended: place.state.status === 'suspended',
    attemptsLeft: null,
    lastError: null,
    part: partOf(place.state, run.element),
  };
}

export function subscriptionRow(place: Place, subscription: Subscription): SubscriptionRow {
  return {
    ...ofEntry(place, subscription),
    id: subscription.id,
    kind: subscription.kind,
    name: subscription.name,
    key: subscription.key,
    createdAt: subscription.createdAt,
    suspended: place.state.status === 'suspended',
  };
}

export function incidentRow(place: Place, incident: Incident): IncidentRow {
  const { businessKey: _businessKey, ...row } = ofEntry(place, incident);
  const { id, code, params, since, element } = incident;
  return { ...row, id, code, params, since, part: partOf(place.state, element) };
}

/** What goes to other cases after the commit; the case itself forgets it, so the rows are made from events. */
export function asyncRow(place: Place, event: DomainEvent, at: number): JobRow | undefined {
  const payload = workOf(place, event);
  if (!payload) return undefined;
  const { id, element = place.state.root } = event as { readonly id: string; readonly element?: string };
  return {
    ...ofEntry(place, { element }),
    id,
    kind: 'async',
    topic: null,
    payload,
    createdAt: at,
    dueAt: at,
    suspended: false,
    attemptsLeft: null,
    lastError: null,
    part: null,
  };
}

function workOf({ state }: Place, event: DomainEvent): AsyncWork | undefined {
  if (event.type === 'caseTold') return { work: 'tell', from: state.id, to: event.to, word: event.word };
  if (event.type === 'signalThrown') return { work: 'signal', name: event.name, variables: event.variables };
  if (event.type === 'caseRequested') return { work: 'open', key: event.key, variables: event.variables };
  if (event.type === 'cardRequested') {
    const { clock, addressee, reason = 'overdue' } = event;
    return { work: 'card', clock, addressee, reason };
  }
  if (event.type !== 'messageSent') return undefined;
  const { name, key, variables, timeToLive } = event;
  return { work: 'publish', name, key, businessKey: state.businessKey, variables, timeToLive };
}

/** Rows of what was told stay when the case ends: there is something to be read, answered and found after that. */
export interface NoticeRow {
  readonly id: string;
  readonly kind: Notice['kind'];
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string | null;
  readonly taskId: string | null;
  readonly sender: string;
  /** `user:<id>` or `group:<id>`; null where it is addressed to nobody in particular. */
  readonly recipient: string | null;
  readonly at: number;
  /** Null = no limit. */
  readonly dueAt: number | null;
  readonly isRead: boolean;
  readonly isClosed: boolean;
  readonly forApplicant: boolean;
  readonly sha256: string | null;
  readonly content: Notice;
}

export function noticeRow(place: Place, notice: Notice): NoticeRow {
  const definition = definitionAt(place, 0);
  return {
    id: notice.id,
    kind: notice.kind,
    instanceId: place.state.id,
    definitionId: definition.id,
    definitionKey: definition.key,
    businessKey: place.state.businessKey,
    elementId: notice.element ?? null,
    taskId: notice.task ?? null,
    sender: notice.by,
    recipient: 'to' in notice ? notice.to : null,
    at: notice.at,
    dueAt: 'dueAt' in notice ? notice.dueAt : null,
    isRead: 'readAt' in notice && notice.readAt !== undefined,
    isClosed: closedAt(notice) !== null,
    forApplicant: isForApplicant(notice),
    sha256: notice.kind === 'attachment' ? notice.sha256 : null,
    content: notice,
  };
}

/** Entries of an element that has left the state are shown at the process itself. */
export function ofEntry(place: Place, entry: { readonly element: string; readonly node?: number }): OfElement {
  const element = place.state.elements[entry.element];
  const definition = definitionAt(place, element?.def ?? 0);
  return {
    instanceId: place.state.id,
    definitionId: definition.id,
    definitionKey: definition.key,
    businessKey: place.state.businessKey,
    elementId: nodeAt(definition, entry.node ?? element?.node ?? 0).id,
    elementInstanceId: entry.element,
  };
}

export function nodeAt(definition: Definition, index: number): FlowNode {
  const node = definition.graph.nodes[index];
  if (!node)
    throw new Error(
      `Expected node ${index} in definition ${definition.id}, but it has ${definition.graph.nodes.length}.`,
    );
  return node;
}

export function definitionAt({ state, definitions }: Place, def: number): Definition {
  const id = state.definitions[def];
  if (id === undefined)
    throw new Error(`Expected definition ${def} in case ${state.id}, but it uses ${state.definitions.length}.`);
  return definitions.byId(id);
}
