/**
 * The only code that changes the state of a case: one applier per event, total over `DomainEvent`. An applier does what the event says
 * and decides nothing; an event that does not fit the state is a bug and throws.
 */
import { applyMigration } from './apply-migration.ts';
import { PROCEEDINGS_APPLIERS } from './apply-proceedings.ts';
import type { DomainEvent } from './events.ts';
import { addChild, blank, type Draft, forgetChild, fork, own } from './fork.ts';
import { assertLegalMove, isEnded } from './lifecycle.ts';
import { itemPart, PartsNeeded, partOf } from './parts.ts';
import { CASE_RESULTS, NO_PROCEEDINGS } from './proceedings.ts';
import type { Compensation, ElementInstance, InstanceState, LoopItem, LoopProgress, Seat } from './state.ts';

type Applier<Type extends DomainEvent['type']> = (
  draft: Draft,
  event: Extract<DomainEvent, { type: Type }>,
  now: number,
) => void;

const nothing = () => undefined;

const APPLIERS: { readonly [Type in DomainEvent['type']]: Applier<Type> } = {
  instanceStarted({ state }, event, now) {
    if (state.id !== '') throw new Error(`Expected a case to start once, but ${state.id} has already started.`);
    state.id = event.id;
    state.root = event.root;
    state.definitions = [event.definitionId];
    state.businessKey = event.businessKey;
    state.initiator = event.initiator;
    state.startedAt = now;
  },
  instanceStatusChanged({ state }, { to, reason }, now) {
    state.status = to;
    const result = CASE_RESULTS.find((code) => code === reason);
    if (to === 'terminated' && result) state.closedAs = result;
    if (to === 'suspended') state.suspendedAt = now;
    else delete state.suspendedAt;
    if (to === 'completed' || to === 'terminated') state.endedAt = now;
  },
  instanceReopened(draft, { reopening }, now) {
    const { state } = draft;
    const { extension: _spent, ...kept } = state.proceedings ?? NO_PROCEEDINGS;
    state.proceedings = { ...kept, reopenings: [...(kept.reopenings ?? []), reopening] };
    state.status = 'active';
    state.endedAt = null;
    delete state.closedAs;
    delete state.ending;
    delete state.split;
    own(draft, 'elements')[state.root] = { ...existing(draft, state.root), state: 'active', since: now };
  },
  caseEnding({ state }, { reason }) {
    state.ending = reason;
  },
  definitionUsed({ state }, { definitionId }) {
    state.definitions = [...state.definitions, definitionId];
  },
  instanceMigrated: applyMigration,
  elementEntered(draft, { element }) {
    const elements = own(draft, 'elements');
    elements[element.id] = element;
    if (element.parent === null) return;
    if (draft.children) addChild(draft.children, element.parent, element.id);
    const scope = existing(draft, element.parent);
    if (element.item !== undefined && scope.loop?.split) forgetValue(draft, itemPart(scope.id, element.item));
    if (element.item === undefined && element.node !== 0) {
      elements[scope.id] = { ...scope, visits: { ...scope.visits, [element.node]: element.visit } };
    }
  },
  elementMoved(draft, { id, to }, now) {
    const element = existing(draft, id);
    assertLegalMove(id, element.state, to);
    if (isEnded(to) && element.parent !== null) remove(draft, element);
    else own(draft, 'elements')[id] = { ...element, state: to, since: now };
  },
  flowTaken: nothing,
  tokenArrived(draft, { id, flow }) {
    const element = existing(draft, id);
    change(draft, { ...element, arrived: { ...element.arrived, [flow]: (element.arrived?.[flow] ?? 0) + 1 } });
  },
  joinFired(draft, { id, consumed, waitsForReset, runs }) {
    const { arrived: before, ...element } = existing(draft, id);
    const arrived = without(before ?? {}, consumed);
    if (runs) change(draft, element);
    else change(draft, { ...element, arrived, ...(waitsForReset && { fired: consumed }) });
  },
  loopStarted(draft, { id, loop }) {
    const element = existing(draft, id);
    change(draft, { ...element, loop: loop.split ? shelve(draft, id, loop) : loop });
  },
  loopMoved(draft, event) {
    const element = existing(draft, event.id);
    if (!element.loop) throw new Error(`Expected ${event.id} to be the body of a loop, but it is not.`);
    const { started, active, completed } = event;
    if (event.output && element.loop.split) keepOutput(draft, event.id, event.output);
    const { output } = element.loop.split ? {} : event;
    const outputs = output ? withOutput(draft, element.loop.outputs ?? [], output) : element.loop.outputs;
    change(draft, { ...element, loop: { ...element.loop, started, active, completed, ...(outputs && { outputs }) } });
  },
  variablesWritten(draft, { scope, values }) {
    const element = existing(draft, scope);
    change(draft, { ...element, vars: { ...element.vars, ...values } });
  },
  dataStateSet(draft, { scope, name, state }) {
    const element = existing(draft, scope);
    change(draft, { ...element, dataStates: { ...element.dataStates, [name]: state } });
  },
  dataStoreWritten: nothing,
  timerArmed(draft, { timer }) {
    own(draft, 'timers')[timer.id] = timer;
  },
  timerFired(draft, { id }) {
    delete own(draft, 'timers')[id];
  },
  timerCancelled(draft, { id }) {
    delete own(draft, 'timers')[id];
  },
  subscriptionOpened(draft, { subscription }) {
    own(draft, 'subscriptions')[subscription.id] = subscription;
  },
  subscriptionClosed(draft, { id }) {
    delete own(draft, 'subscriptions')[id];
  },
  conditionWatched(draft, { condition }) {
    own(draft, 'conditions')[condition.id] = condition;
  },
  conditionJudged(draft, { id, met }) {
    const condition = draft.state.conditions[id];
    if (!condition) throw new Error(`Expected condition ${id} to be watched, but it is not.`);
    own(draft, 'conditions')[id] = { ...condition, met };
  },
  conditionDropped(draft, { id }) {
    delete own(draft, 'conditions')[id];
  },
  conversationStarted(draft, { process, key, values }) {
    const element = existing(draft, process);
    change(draft, { ...element, conversations: { ...element.conversations, [key]: values } });
  },
  messageReceived: nothing,
  messageSent: (draft, { element }, now) => noteTold(draft, element, now),
  signalThrown: (draft, { element }, now) => noteTold(draft, element, now),
  errorThrown: nothing,
  escalationThrown: nothing,
  eventHappened(draft, { element: id, node, definition, variables }) {
    const element = existing(draft, id);
    const before = element.happened?.[node] ?? { definitions: [], variables: {} };
    const definitions = [...new Set([...before.definitions, definition])];
    const happened = { definitions, variables: { ...before.variables, ...variables } };
    change(draft, { ...element, happened: { ...element.happened, [node]: happened } });
  },
  eventsComplete(draft, { element: id, node }) {
    const { happened, ...element } = existing(draft, id);
    const { [node]: _complete, ...others } = happened ?? {};
    change(draft, Object.keys(others).length > 0 ? { ...element, happened: others } : element);
  },
  compensationRecorded(draft, { compensation }) {
    own(draft, 'compensations')[compensation.id] = compensation;
    if (draft.undoable) addChild(draft.undoable, compensation.scope, compensation.id);
  },
  compensationMoved(draft, { id, scope }) {
    const compensation = recorded(draft, id);
    own(draft, 'compensations')[id] = { ...compensation, scope };
    if (!draft.undoable) return;
    forgetChild(draft.undoable, compensation.scope, id);
    addChild(draft.undoable, scope, id);
  },
  compensationDropped: forget,
  compensationStarted(draft, { element, targets, waits }) {
    change(draft, { ...existing(draft, element), compensating: { targets, waits } });
  },
  compensationTaken(draft, { element: run, id }) {
    const element = existing(draft, run);
    if (!element.compensating) throw new Error(`Expected ${run} to compensate, but it does not.`);
    const { targets } = element.compensating;
    change(draft, {
      ...element,
      compensating: { ...element.compensating, targets: targets.slice(targets.indexOf(id) + 1) },
    });
    forget(draft, { id });
  },
  compensationWrote(draft, { element: run, scope, values }) {
    const element = existing(draft, run);
    if (!element.compensating) throw new Error(`Expected ${run} to compensate, but it does not.`);
    const written = { ...element.compensating.written };
    written[scope] = { ...written[scope], ...values };
    change(draft, { ...element, compensating: { ...element.compensating, written } });
  },
  reasonGiven: nothing,
  effectRequested(draft, { effect }, now) {
    own(draft, 'effects')[effect.id] = effect;
    noteTold(draft, effect.element, now);
  },
  effectFailed(draft, { effect }) {
    own(draft, 'effects')[effect.id] = effect;
  },
  effectSettled(draft, { id }) {
    delete own(draft, 'effects')[id];
  },
  decisionEvaluated: nothing,
  scriptRequested(draft, { run }) {
    own(draft, 'scripts')[run.id] = run;
  },
  scriptSettled(draft, { id }) {
    delete own(draft, 'scripts')[id];
  },
  incidentRaised(draft, { incident }) {
    own(draft, 'incidents')[incident.id] = incident;
  },
  incidentResolved(draft, { id }) {
    delete own(draft, 'incidents')[id];
  },
  roundOpened(draft, { element, round }) {
    change(draft, { ...existing(draft, element), round });
  },
  seatAdded(draft, { element: id, seat, behind }) {
    const element = existing(draft, id);
    const seats = [...seatsOf(element)];
    seats.splice(seats.findIndex((one) => one.id === behind) + 1, 0, seat);
    change(draft, { ...element, round: { ...element.round, seats } });
  },
  seatChanged(draft, { element: id, seat }) {
    const element = existing(draft, id);
    const seats = seatsOf(element).map((one) => (one.id === seat.id ? seat : one));
    change(draft, { ...element, round: { ...element.round, seats } });
  },
  conflictDeclared(draft, { element: id, excluded }) {
    const element = existing(draft, id);
    const { round } = element;
    if (!round?.draw) throw new Error(`Expected the people of ${id} to have been drawn, but they were not.`);
    const draw = { ...round.draw, excluded: [...round.draw.excluded, ...excluded] };
    change(draft, { ...element, round: { ...round, draw } });
  },
  taskCreated(draft, { task }) {
    own(draft, 'tasks')[task.id] = task;
  },
  taskChanged(draft, { task }) {
    own(draft, 'tasks')[task.id] = task;
  },
  taskEnded(draft, { task, trail }) {
    delete own(draft, 'tasks')[task.id];
    draft.state.trail = [...draft.state.trail, trail];
  },
  ticketVoided: nothing,
  nodesSkipped: nothing,
  decisionSealed(draft, { taskId, data, seen }) {
    const sealed = seen === undefined ? { data } : { data, seen };
    draft.state.trail = draft.state.trail.map((entry) => (entry.taskId === taskId ? { ...entry, ...sealed } : entry));
  },
  noticeWritten(draft, { notice }) {
    own(draft, 'notices')[notice.id] = notice;
  },
  copyFailed: nothing,
  caseTold: nothing,
  clockRecorded(draft, { record }) {
    const element = record.element === null ? undefined : draft.state.elements[record.element];
    if (element && record.clock === 'step' && partOf(draft.state, element.id) !== null)
      change(draft, { ...element, clocks: [...(element.clocks ?? []), record] });
    else draft.state.clocks = [...(draft.state.clocks ?? []), record];
  },
  clockRead(draft, { reading }) {
    if (reading.clock !== 'step') {
      draft.state.readings = { ...draft.state.readings, [reading.id]: reading };
      return;
    }
    const { dueAt, provisional, lamp, next, calendar, calendarVersion } = reading;
    const timing = { provisional, lamp, next, calendar, calendarVersion };
    const tasks = Object.values(draft.state.tasks).filter(({ element }) => element === reading.element);
    for (const task of tasks) own(draft, 'tasks')[task.id] = { ...task, dueAt, timing };
  },
  rungClimbed(draft, { element, rung, clock }, now) {
    const ladders = own(draft, 'ladders');
    const { climbed = [], next = null } = ladders[element] ?? {};
    const others = climbed.filter((one) => one.rung !== rung || one.clock !== clock);
    ladders[element] = { element, climbed: [...others, { rung, clock, at: now }], next };
  },
  ladderTimed(draft, { element, next }) {
    const ladders = own(draft, 'ladders');
    ladders[element] = { element, climbed: ladders[element]?.climbed ?? [], next };
  },
  ladderFolded(draft, { element }) {
    delete own(draft, 'ladders')[element];
  },
  caseRequested: nothing,
  cardRequested: nothing,
  clockMeasured: nothing,
  ...PROCEEDINGS_APPLIERS,
};

function seatsOf({ id, round }: ElementInstance): readonly Seat[] {
  if (!round) throw new Error(`Expected ${id} to have a round, but it has none.`);
  return round.seats;
}

/** Writes one event that happened at `now` (epoch ms) into the draft. */
export function apply(draft: Draft, event: DomainEvent, now: number): void {
  const applier = APPLIERS[event.type] as Applier<DomainEvent['type']>;
  applier(draft, event, now);
}

/** The state after the events of one command, all of which happened at `now`; `state` is null for a case that starts with them. */
export function applyAll(state: InstanceState | null, events: readonly DomainEvent[], now: number): InstanceState {
  const draft = state ? fork(state) : blank();
  for (const event of events) apply(draft, event, now);
  return draft.state;
}

/** What one command wrote into the journal. */
export interface JournalEntry {
  readonly now: number;
  readonly events: readonly DomainEvent[];
}

/** The state of a case from its whole journal, oldest entry first; null where the journal is empty. */
export function fold(journal: Iterable<JournalEntry>): InstanceState | null {
  let state: InstanceState | null = null;
  for (const { events, now } of journal) state = applyAll(state, events, now);
  return state;
}

function existing(draft: Draft, id: string): ElementInstance {
  const element = draft.state.elements[id];
  if (!element) throw new Error(`Expected element instance ${id} to be alive, but it is not.`);
  return element;
}

/** The tokens that are left when one is taken for each entry of `consumed`. */
export function without(tokens: Readonly<Record<string, number>>, consumed: readonly number[]): Record<string, number> {
  const left: Record<string, number> = { ...tokens };
  for (const flow of consumed) {
    const count = (left[flow] ?? 0) - 1;
    if (count > 0) left[flow] = count;
    else delete left[flow];
  }
  return left;
}

/** Bounded by the size of the models, however often something is sent. */
function noteTold({ state }: Draft, id: string, now: number): void {
  const element = state.elements[id];
  if (element) state.told = { ...state.told, [`${element.def} ${element.node}`]: now };
}

function forget(draft: Draft, { id }: { readonly id: string }): void {
  const { scope } = recorded(draft, id);
  delete own(draft, 'compensations')[id];
  if (draft.undoable) forgetChild(draft.undoable, scope, id);
}

function recorded(draft: Draft, id: string): Compensation {
  const compensation = draft.state.compensations[id];
  if (!compensation) throw new Error(`Expected ${id} in the compensation log, but it is not there.`);
  return compensation;
}

function change(draft: Draft, element: ElementInstance): void {
  own(draft, 'elements')[element.id] = element;
}

function remove(draft: Draft, element: ElementInstance): void {
  if (element.loop?.split) clear(draft, element.id, element.loop);
  delete own(draft, 'elements')[element.id];
  if (element.parent !== null) draft.children?.get(element.parent)?.delete(element.id);
}

/** Copied once per draft and loop, so that many items that end in one step do not cost the square. */
function withOutput(
  draft: Draft,
  outputs: readonly unknown[],
  output: { index: number; value: unknown },
): readonly unknown[] {
  draft.ownedOutputs ??= new Set();
  const owned = (draft.ownedOutputs.has(outputs) ? outputs : [...outputs]) as unknown[];
  draft.ownedOutputs.add(owned);
  owned[output.index] = output.value;
  return owned;
}

/** Keeps the elements of the collection with the items that are still to be started; those that are have their own. */
function shelve(draft: Draft, body: string, { collection, outputs: _outputs, ...loop }: LoopProgress): LoopProgress {
  draft.state.split = true;
  for (let item = loop.started + 1; collection && item <= loop.total; item++) {
    own(draft, 'items')[itemPart(body, item)] = { value: collection[item - 1] ?? null };
  }
  return loop;
}

function forgetValue(draft: Draft, part: string): void {
  if (draft.state.items[part]) delete own(draft, 'items')[part];
}

function keepOutput(draft: Draft, body: string, { index, value }: { index: number; value: unknown }): void {
  const item: LoopItem = { output: value };
  own(draft, 'items')[itemPart(body, index + 1)] = item;
}

/** The activity ends with all its parts, so all of them have to be there. */
function clear(draft: Draft, body: string, { total }: LoopProgress): void {
  if (draft.state.partial) throw new PartsNeeded('all');
  const items = own(draft, 'items');
  for (let item = 1; item <= total; item++) delete items[itemPart(body, item)];
}
