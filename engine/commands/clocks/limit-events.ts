/** Clocks of cases, stages and procedures start and stop with what they measure, or when a node inside it completes. */
import type { ClockRecord } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import { nodeAt, rootVariables, visibleScope } from '../../core/query.ts';
import type { ElementInstance, InstanceState } from '../../core/state.ts';
import type { Failure } from '../../errors.ts';
import type { Definitions, FlowNode, LimitSpec, ProcessGraph } from '../../model/graph.ts';
import type { DecideContext } from '../command.ts';
import { caseScope, isUndecided } from '../decided.ts';
import { type ClockRun, clockRuns, isStopped } from './clock-runs.ts';
import { resolveLimit, sinceOf } from './resolve-limit.ts';
import type { Done } from './step-events.ts';

export function limitEvents(done: Done, context: DecideContext): DomainEvent[] {
  const { after, events, before } = done;
  if (!hasLimits(after, context.definitions)) return [];
  const elements = new Map(Object.entries(before?.elements ?? {}));
  const deemed = events.find((event) => event.type === 'acceptanceDeemed');
  const book = new Book(after, context, deemed);
  for (const event of events) {
    if (event.type === 'elementEntered') {
      elements.set(event.element.id, event.element);
      book.entered(event.element);
    } else if (event.type === 'elementMoved') {
      const element = elements.get(event.id) ?? after.elements[event.id];
      if (!element || (event.to !== 'completed' && event.to !== 'terminated')) continue;
      if (event.to === 'completed') book.completed(element, elements);
      book.ended(element);
    } else if (event.type === 'instanceStatusChanged' && (event.to === 'completed' || event.to === 'terminated')) {
      book.closed();
    }
  }
  return book.events;
}

const WITH_LIMITS = new WeakMap<ProcessGraph, boolean>();

function hasLimits({ definitions }: InstanceState, known: Definitions): boolean {
  return definitions.some((id) => {
    const { graph } = known.byId(id);
    const found = WITH_LIMITS.get(graph);
    if (found !== undefined) return found;
    const has = graph.nodes.some(({ limits }) => limits !== undefined);
    WITH_LIMITS.set(graph, has);
    return has;
  });
}

type Deemed = Extract<DomainEvent, { type: 'acceptanceDeemed' }>;

const SETTLED = 'limit-settled';

/** What has been found so far; each clock starts once and stops once. */
class Book {
  readonly events: DomainEvent[] = [];
  private readonly state: InstanceState;
  private readonly context: DecideContext;
  private readonly started = new Set<string>();
  private readonly stopped = new Set<string>();
  private readonly runs: readonly ClockRun[];
  /** What begins with acceptance began when the application came, where it counts as accepted from then. */
  private readonly deemed: Deemed | undefined;

  constructor(state: InstanceState, context: DecideContext, deemed: Deemed | undefined) {
    this.deemed = deemed;
    this.state = state;
    this.context = context;
    this.runs = clockRuns(state);
  }

  entered(element: ElementInstance): void {
    const node = this.nodeOf(element);
    // The body of a loop is no stage: each of its items is.
    if (node.loop && element.item === undefined) return;
    for (const limit of node.limits ?? []) if (limit.startsAfter === null) this.start(element, limit, 'begun');
  }

  /** A node has completed: limits of the scopes around it may wait for that. A decision that has not been made ends none and begins none. */
  completed(element: ElementInstance, elements: ReadonlyMap<string, ElementInstance>): void {
    if (element.loop) return;
    if (isUndecided(this.nodeOf(element), caseScope(this.state), this.context.env.now)) return;
    for (let at = parentOf(element, elements); at; at = parentOf(at, elements)) {
      if (at.def !== element.def) return;
      for (const limit of this.nodeOf(at).limits ?? []) {
        if (limit.startsAfter === element.node)
          this.start(at, limit, this.deemed ? 'deemed-accepted' : 'element-completed');
        if (limit.settledAfter === element.node) this.settle(at, limit);
        if (limit.stopsAfter === element.node) this.stop(limit.clock, this.ownerOf(at), 'element-completed');
      }
    }
  }

  /** What has the limit is over. */
  ended(element: ElementInstance): void {
    for (const { clock } of this.nodeOf(element).limits ?? []) this.stop(clock, this.ownerOf(element), 'ended');
  }

  /** The whole case is over: a clock that another command started stops too. */
  closed(): void {
    for (const { clock, element } of this.runs) if (clock !== 'step') this.stop(clock, element, 'ended');
  }

  private start(element: ElementInstance, spec: LimitSpec, reason: string): void {
    const owner = this.ownerOf(element);
    const name = `${spec.clock}:${owner ?? ''}`;
    const isKnown = this.runs.some((run) => run.clock === spec.clock && run.element === owner);
    if (isKnown || this.started.has(name) || !this.state.elements[element.id]) return;
    this.started.add(name);
    const { env } = this.context;
    const surroundings = { scope: visibleScope(this.state, element.id), now: env.now };
    const resolved = resolveLimit(spec, surroundings);
    const since = sinceOf(spec, surroundings, env.zone);
    if (!resolved.ok) this.fail(element, resolved.failure);
    else if (!since.ok) this.fail(element, since.failure);
    if (!resolved.ok || !since.ok) return;
    // The applicant is waited for, with or without a limit.
    if (resolved.value === null && spec.clock === 'correction')
      this.note({ clock: spec.clock, effect: 'start', element: owner, reason });
    if (resolved.value === null) return;
    const { limit } = resolved.value;
    const department = resolved.value.department ?? leadOf(this.state);
    const basis = spec.basis === null ? {} : { basis: spec.basis };
    const amount = { n: limit.n, unit: limit.unit };
    const start = {
      clock: spec.clock,
      effect: 'start',
      element: owner,
      amount,
      limit,
      department,
      ...basis,
      reason,
    } as const;
    this.note(start, since.value ?? env.now);
  }

  /** What the limit depends on is known now. It becomes longer, never shorter: what has been promised stands. */
  private settle(element: ElementInstance, spec: LimitSpec): void {
    const owner = this.ownerOf(element);
    const run = this.runs.find((one) => one.clock === spec.clock && one.element === owner && !isStopped(one));
    const [start, ...later] = run?.records ?? [];
    if (!start?.limit) return;
    const resolved = resolveLimit(spec, { scope: visibleScope(this.state, element.id), now: this.context.env.now });
    if (!resolved.ok) this.fail(element, resolved.failure);
    if (!resolved.ok || resolved.value === null) return;
    const settled = later.filter(({ reason }) => reason === SETTLED).map(({ amount }) => amount?.n ?? 0);
    const { unit } = start.limit;
    const n = settled.reduce((more, one) => more - one, resolved.value.limit.n - start.limit.n);
    if (n > 0) this.note({ clock: spec.clock, effect: 'extend', element: owner, amount: { n, unit }, reason: SETTLED });
  }

  private fail(element: ElementInstance, { code, params }: Failure): void {
    const { newId, now } = this.context.env;
    const incident = { id: newId(), element: element.id, code, params, since: now, retry: { kind: 'none' } } as const;
    this.events.push({ type: 'incidentRaised', incident });
  }

  private stop(clock: LimitSpec['clock'], owner: string | null, reason: string): void {
    const name = `${clock}:${owner ?? ''}`;
    const runs = this.runs.filter((run) => run.clock === clock && run.element === owner);
    const isRunning = this.started.has(name) || runs.some((run) => !isStopped(run));
    if (!isRunning || this.stopped.has(name)) return;
    this.stopped.add(name);
    this.note({ clock, effect: 'stop', element: owner, reason });
  }

  private note(said: Omit<ClockRecord, 'at' | 'by' | 'verb'>, since = this.context.env.now): void {
    const { env } = this.context;
    const verb = said.effect === 'stop' ? 'end' : 'start';
    const at = said.reason === 'deemed-accepted' ? (this.deemed?.at ?? env.now) : since;
    this.events.push({ type: 'clockRecorded', record: { ...said, at, by: null, verb } });
  }

  /** The clock of the process of the case is that of the case. */
  private ownerOf({ id }: ElementInstance): string | null {
    return id === this.state.root ? null : id;
  }

  private nodeOf(element: ElementInstance): FlowNode {
    const id = this.state.definitions[element.def] ?? '';
    return nodeAt(this.context.definitions.byId(id).graph, element.node);
  }
}

/** Who answers for what was applied for 主办部门, where the model does not say whose clock it is; null where no service item was. */
export function leadOf(state: InstanceState): string | null {
  const item = rootVariables(state).serviceItem;
  const department =
    typeof item === 'object' && item !== null ? Object.getOwnPropertyDescriptor(item, 'department')?.value : null;
  return typeof department === 'string' ? department : null;
}

const parentOf = (
  element: ElementInstance,
  elements: ReadonlyMap<string, ElementInstance>,
): ElementInstance | undefined => (element.parent === null ? undefined : elements.get(element.parent));
