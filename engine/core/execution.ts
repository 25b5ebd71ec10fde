/**
 * The working context of one step. It holds the draft, what has happened so far, and the one queue of moves still to be made: nothing
 * in the core calls itself along the graph. Everything that changes goes through `emit`, which applies at once and records.
 */
import type { Env } from '../env.ts';
import type { WorkingDays } from '../feel/run.ts';
import type { Definition, Definitions, FlowNode, ProcessGraph } from '../model/graph.ts';
import type { Calendar } from '../sla/calendar/calendar.ts';
import { apply } from './apply.ts';
import type { Behaviors, CloseReason } from './behaviors/behavior.ts';
import type { DomainEvent } from './events.ts';
import { childrenOf, type Draft } from './fork.ts';
import { PartsNeeded, requireWhole } from './parts.ts';
import { nodeAt } from './query.ts';
import type { ElementInstance, ElementState } from './state.ts';
import type { WorkChange } from './trigger.ts';
import { workingDaysOf } from './working-days.ts';

/**
 * What is still to be done: run an element's behaviour, account for an ended item of a loop, look whether a scope is empty, undo the next
 * activity, judge whether an ad-hoc sub-process is done.
 */
export interface Move {
  readonly kind: 'enter' | 'itemDone' | 'settle' | 'compensate' | 'judge';
  readonly id: string;
}

/**
 * How far one step may go; see `budget.ts`. The items of a loop are entered in one step and one commit, during which the process does
 * nothing else: 20,000 user tasks take two seconds.
 */
export interface StepLimits {
  readonly moves: number;
  readonly loopItems: number;
  /** A multi-instance activity with more items than this keeps each as a part of the case. */
  readonly splitItems: number;
  readonly callDepth: number;
}

export const DEFAULT_LIMITS: StepLimits = { moves: 10_000, loopItems: 20_000, splitItems: 50, callDepth: 50 };

/** The calendar of a department (null: of everybody) as it was bound at an instant, epoch ms. */
export type CalendarOf = (department: string | null, at: number) => Calendar;

export interface ExecutionInput {
  readonly definitions: Definitions;
  readonly env: Env;
  readonly draft: Draft;
  readonly behaviors: Behaviors;
  readonly limits: StepLimits;
  readonly calendarOf: CalendarOf;
}

const LOOP_COUNTERS = ['nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances'];

export class Execution {
  readonly definitions: Definitions;
  readonly env: Env;
  readonly draft: Draft;
  readonly behaviors: Behaviors;
  readonly limits: StepLimits;
  readonly calendarOf: CalendarOf;
  /** What expressions count by: the calendar of everybody. */
  readonly workingDays: WorkingDays;
  readonly events: DomainEvent[] = [];
  readonly work: WorkChange[] = [];
  /** Moves used of the budget. */
  moves = 0;
  /** Items of multi-instance activities started so far. */
  items = 0;
  /** The highest number in the compensation log so far; null until somebody asks. */
  latest: number | null = null;
  /** What was written since the conditions were last judged, and which of them are new. */
  readonly unjudged = { names: new Set<string>(), conditions: new Set<string>() };
  private queue: Move[] = [];
  private head = 0;
  private readonly loaded: Definition[] = [];

  constructor(input: ExecutionInput) {
    this.definitions = input.definitions;
    this.env = input.env;
    this.draft = input.draft;
    this.behaviors = input.behaviors;
    this.limits = input.limits;
    this.calendarOf = input.calendarOf;
    this.workingDays = workingDaysOf(() => this.calendarOf(null, this.env.now));
  }

  emit(event: DomainEvent): void {
    this.events.push(event);
    apply(this.draft, event, this.env.now);
    this.note(event);
  }

  /** The counters of a loop are variables that nobody writes. */
  private note(event: DomainEvent): void {
    const { names, conditions } = this.unjudged;
    if (event.type === 'variablesWritten') for (const name of Object.keys(event.values)) names.add(name);
    else if (event.type === 'conditionWatched') conditions.add(event.condition.id);
    else if (event.type === 'loopMoved') for (const name of LOOP_COUNTERS) names.add(name);
  }

  /** Moves an element instance along its lifecycle. */
  move(id: string, to: ElementState): void {
    this.emit({ type: 'elementMoved', id, to });
  }

  later(move: Move): void {
    this.queue.push(move);
  }

  next(): Move | undefined {
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
      return undefined;
    }
    return this.queue[this.head++];
  }

  find(id: string): ElementInstance | undefined {
    return this.draft.state.elements[id];
  }

  element(id: string): ElementInstance {
    const element = this.find(id);
    if (element) return element;
    requireWhole(this.draft.state);
    throw new Error(`Expected element instance ${id} to be alive, but it is not.`);
  }

  children(id: string): ReadonlySet<string> {
    const children = childrenOf(this.draft, id);
    const loop = this.draft.state.partial && this.find(id)?.loop;
    if (loop?.split && loop.active > children.size) throw new PartsNeeded('all');
    return children;
  }

  definition(def: number): Definition {
    const loaded = this.loaded[def];
    if (loaded) return loaded;
    const id = this.draft.state.definitions[def];
    if (id === undefined) throw new Error(`Expected definition ${def} to be in use, but it is not.`);
    const definition = this.definitions.byId(id);
    this.loaded[def] = definition;
    return definition;
  }

  graph(element: ElementInstance): ProcessGraph {
    return this.definition(element.def).graph;
  }

  node(element: ElementInstance): FlowNode {
    return nodeAt(this.graph(element), element.node);
  }

  openWork(element: string): void {
    this.work.push({ kind: 'open', element });
  }

  /** Work opened in this very step is simply not opened. */
  closeWork(element: string, reason: CloseReason): void {
    const opened = this.work.findIndex((change) => change.kind === 'open' && change.element === element);
    if (opened >= 0) this.work.splice(opened, 1);
    else this.work.push({ kind: 'close', element, reason });
  }
}
