/** Runs commands on one case, without a database: ids and time are counters, definitions and forms are plain objects. */

import { expect } from 'chai';
import { timeClocks } from '../../engine/commands/clocks/time-clocks.ts';
import { type Actor, type DecideContext, type Role, SYSTEM } from '../../engine/commands/command.ts';
import {
  type AnswerOf,
  CASE_COMMANDS,
  type CaseCommandName,
  type InputOf,
  OPENING_COMMANDS,
  type OpeningCommandName,
} from '../../engine/commands/index.ts';
import { begin, record } from '../../engine/commands/progress.ts';
import { applyAll } from '../../engine/core/apply.ts';
import type { ClockRecord } from '../../engine/core/clock-record.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import { nodeOf, openElements, rootVariables } from '../../engine/core/query.ts';
import type { InstanceState, Task, Variables } from '../../engine/core/state.ts';
import { type Failure, ok, type Result } from '../../engine/errors.ts';
import type { Form } from '../../engine/forms/form.ts';
import type { Definition, Definitions, ProcessGraph } from '../../engine/model/graph.ts';
import { EMPTY, type Organisation } from '../../engine/people/organisation/organisation.ts';
import { type Calendars, CHINA_ONLY } from '../../engine/sla/calendars.ts';

export const START = Date.UTC(2026, 0, 31, 12);

export function person(id: string, more: Partial<Actor> = {}): Actor {
  return { id, roles: ['clerk'], groups: [], department: null, ...more };
}

export const withRole = (id: string, ...roles: Role[]): Actor => person(id, { roles });

export const ADMIN = withRole('admin', 'admin');
export const WANG = person('wang');
export const LI = person('li');
export const ZHAO = person('zhao', { groups: ['review'] });

export interface DeskOptions {
  /** Graphs of the same key are versions of one process, the first of them version 1. */
  readonly graphs: readonly ProcessGraph[];
  readonly forms?: readonly Form[];
  readonly suspended?: boolean;
}

export class Desk {
  now = START;
  readonly events: DomainEvent[] = [];
  private current: InstanceState | null = null;
  private readonly definitions: Definitions;
  private readonly forms: readonly Form[];
  /** Whom rules find; nobody unless a test says so. */
  organisation: Organisation = EMPTY;
  calendars: Calendars = CHINA_ONLY;
  private readonly graphs: readonly ProcessGraph[];
  /** Data stores, as the decisions have written them. */
  readonly stores = new Map<string, unknown>();
  private ids = 0;
  /** Lots fall by ids unless a test says so. */
  seedFor: DecideContext['env']['seedFor'];

  constructor({ graphs, forms = [], suspended = false }: DeskOptions) {
    this.definitions = definitionsOf(graphs, suspended);
    this.forms = forms;
    this.graphs = graphs;
  }

  /** The definition of the first graph. */
  get first(): Definition {
    const [graph] = this.graphs;
    return this.definitions.byId(`${graph?.key}:1`);
  }

  get state(): InstanceState {
    if (!this.current) throw new Error('Expected the case to have been opened, but it has not.');
    return this.current;
  }

  get variables(): Variables {
    return rootVariables(this.state);
  }

  context(actor: Actor): DecideContext {
    return {
      env: {
        now: this.now,
        newId: () => `id-${String(++this.ids).padStart(6, '0')}`,
        seedFor: this.seedFor,
        stores: { read: (name) => this.stores.get(name) ?? null },
      },
      definitions: this.definitions,
      forms: { find: (key) => this.forms.find((form) => form.key === key) },
      organisation: this.organisation,
      calendars: this.calendars,
      actor,
    };
  }

  /** Opens the case; what is refused throws. */
  open<N extends OpeningCommandName>(name: N, input: InputOf<N>, actor: Actor): AnswerOf<N> {
    return must(name, this.tryOpen(name, input, actor));
  }

  tryOpen<N extends OpeningCommandName>(name: N, input: InputOf<N>, actor: Actor): Result<AnswerOf<N>> {
    return this.settle(OPENING_COMMANDS[name].decide('case', input as never, this.context(actor))) as Result<
      AnswerOf<N>
    >;
  }

  /** Starts the (first) process with none of the rights in question. */
  start(variables: Variables = {}): void {
    const definitionId = this.first.id;
    this.open('start-process-instance', { definitionId, variables }, SYSTEM);
  }

  do<N extends CaseCommandName>(name: N, input: InputOf<N>, actor: Actor): AnswerOf<N> {
    return must(name, this.try(name, input, actor));
  }

  /** Checks what must hold after every command: the state given is unchanged, the events alone give the new one, no history is lost. */
  try<N extends CaseCommandName>(name: N, input: InputOf<N>, actor: Actor): Result<AnswerOf<N>> {
    const frozen = JSON.stringify(this.state);
    const given = JSON.parse(frozen) as InstanceState;
    const result = CASE_COMMANDS[name].decide(given, input as never, this.context(actor));
    expect(JSON.stringify(given), 'a decision must not change the state it was given').to.equal(frozen);
    return this.settle(result) as Result<AnswerOf<N>>;
  }

  refusal<N extends CaseCommandName>(name: N, input: InputOf<N>, actor: Actor): Failure {
    const before = JSON.stringify(this.state);
    const result = this.try(name, input, actor);
    if (result.ok) throw new Error(`Expected ${name} to be refused, but it was done.`);
    expect(JSON.stringify(this.state)).to.equal(before);
    return result.failure;
  }

  /** Records something about a clock as a verb does, with everything that follows. */
  note(clock: ClockRecord): void {
    const { state, events } = record(
      begin(this.state),
      [{ type: 'clockRecorded', record: clock }],
      this.context(SYSTEM),
    );
    must('note', this.settle(ok(timeClocks(this.state, { state, events, answer: null }, this.context(SYSTEM)))));
  }

  /** Open tasks of a node by BPMN id, oldest first. */
  tasksAt(elementId: string): Task[] {
    return Object.values(this.state.tasks)
      .filter((task) => this.nodeId(task.element) === elementId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  task(elementId: string): Task {
    const [task] = this.tasksAt(elementId);
    if (!task) throw new Error(`Expected a task at ${elementId}, but open are: ${this.openNodes.join(', ')}`);
    return task;
  }

  /** BPMN ids of what is open, sorted, without processes and bodies of loops. */
  get openNodes(): string[] {
    return openElements(this.state)
      .filter((element) => element.node !== 0 && !element.loop)
      .map((element) => nodeOf(this.definitions, this.state, element).id)
      .sort();
  }

  /** Node and end of every task that has ended, oldest first. */
  get endings(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'taskEnded' ? [`${this.nodeIdAt(event.task.node)} ${event.outcome}`] : [],
    );
  }

  complete(elementId: string, actor: Actor, more: Partial<InputOf<'complete-task'>> = {}): AnswerOf<'complete-task'> {
    return this.do('complete-task', { taskId: this.task(elementId).id, ...more }, actor);
  }

  private nodeId(elementInstance: string): string {
    const element = this.state.elements[elementInstance];
    return element ? nodeOf(this.definitions, this.state, element).id : '';
  }

  private nodeIdAt(index: number): string {
    return this.definitions.byId(this.state.definitions[0] ?? '').graph.nodes[index]?.id ?? '';
  }

  private settle(
    result: Result<{ state: InstanceState; events: readonly DomainEvent[]; answer: unknown }>,
  ): Result<unknown> {
    if (!result.ok) return result;
    const { state, events, answer } = result.value;
    expect(applyAll(this.current, events, this.now), 'the events alone must give the state').to.deep.equal(state);
    expect(JSON.parse(JSON.stringify(state)), 'a state must be plain JSON').to.deep.equal(state);
    expect(JSON.parse(JSON.stringify(answer)), 'an answer must be plain JSON').to.deep.equal(answer);
    expect(state.trail.length, 'history must not shrink').to.be.at.least(this.current?.trail.length ?? 0);
    this.current = state;
    this.events.push(...events);
    for (const event of events) if (event.type === 'dataStoreWritten') this.stores.set(event.store, event.value);
    return { ok: true, value: answer };
  }
}

function must<T>(name: string, result: Result<T>): T {
  if (!result.ok) throw new Error(`Expected ${name} to be done, but: ${JSON.stringify(result.failure)}`);
  return result.value;
}

function definitionsOf(graphs: readonly ProcessGraph[], suspended: boolean): Definitions {
  const all = graphs.map((graph, index): Definition => {
    const version = graphs.slice(0, index + 1).filter(({ key }) => key === graph.key).length;
    return {
      id: `${graph.key}:${version}`,
      key: graph.key,
      version,
      versionTag: graph.versionTag,
      name: graph.name,
      deploymentId: 'd1',
      suspended,
      graph,
    };
  });
  return {
    byId(id) {
      const found = all.find((definition) => definition.id === id);
      if (!found) throw new Error(`Expected definition ${id} to be deployed, but it is not.`);
      return found;
    },
    resolve: (key) => all.find((definition) => definition.key === key),
    decision: () => undefined,
  };
}
