/** What can be done next in a case that is played, and where it stands. */

import type { Actor } from '../../engine/commands/command.ts';
import { nodeOf, rootVariables, visibleVariables } from '../../engine/core/query.ts';
import type { InstanceState, Task, Variables } from '../../engine/core/state.ts';
import type { Form } from '../../engine/forms/form.ts';
import type { EventSpec, FlowNode, ProcessGraph } from '../../engine/model/graph.ts';
import type { RunStep } from '../../engine/model/problem.ts';
import { isForNobody } from '../../engine/people/assignment.ts';
import { viewOf } from '../../engine/scenario/view.ts';
import { allowedActions } from '../../engine/tasks/allowed-actions.ts';
import type { TaskVerb } from '../../engine/tasks/verbs.ts';
import type { World } from './library.ts';
import { type PlayPerson, peopleFor } from './people.ts';
import type { PlaySession } from './session.ts';

export interface PlayTask {
  readonly id: string;
  readonly element: string;
  readonly assignee: string | null;
  readonly groups: readonly string[];
  readonly dueAt: number | null;
  /** Who may be chosen to do it. */
  readonly people: readonly string[];
  /** Nobody was found for it: who administers does it. */
  readonly isForNobody: boolean;
  readonly form: Form | null;
  readonly data: Variables;
}

interface PlayCall {
  readonly id: string;
  readonly element: string;
  readonly topic: string;
  readonly variables: Variables;
}

interface PlayScript {
  readonly id: string;
  readonly element: string;
}

interface PlayTimer {
  readonly id: string;
  readonly element: string;
  readonly dueAt: number;
}

interface PlayEvent {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly element: string;
}

export interface PlayView {
  readonly status: InstanceState['status'];
  readonly tasks: readonly PlayTask[];
  readonly calls: readonly PlayCall[];
  readonly scripts: readonly PlayScript[];
  readonly timers: readonly PlayTimer[];
  readonly events: readonly PlayEvent[];
  readonly incidents: readonly { readonly id: string; readonly element: string; readonly code: string }[];
  readonly variables: Variables;
}

interface Surroundings {
  readonly world: World;
  readonly people: readonly PlayPerson[];
}

/** Null before the case has begun. */
export function playView(session: PlaySession, { world, people }: Surroundings): PlayView | null {
  const { state, definitions } = session;
  if (!state) return null;
  const elementOf = (id: string): string => {
    const element = state.elements[id];
    return element ? nodeOf(definitions, state, element).id : id;
  };
  const nodeOfTask = (task: Task): FlowNode | undefined => {
    const element = state.elements[task.element];
    return element && nodeOf(definitions, state, element);
  };
  return {
    status: state.status,
    tasks: Object.values(state.tasks).map((task) => ({
      id: task.id,
      element: elementOf(task.element),
      assignee: task.assignee,
      groups: task.candidateGroups,
      dueAt: task.dueAt,
      people: peopleFor(task, people),
      isForNobody: isForNobody(task),
      form: formFor(nodeOfTask(task), world),
      data: visibleVariables(state, task.element),
    })),
    calls: Object.values(state.effects).map(({ id, element, topic, variables }) => ({
      id,
      element: elementOf(element),
      topic,
      variables,
    })),
    scripts: Object.values(state.scripts ?? {}).map(({ id, element }) => ({ id, element: elementOf(element) })),
    timers: timersOf(session, state),
    events: Object.values(state.subscriptions).map(({ kind, name, element }) => ({
      kind,
      name,
      element: elementOf(element),
    })),
    incidents: viewOf(state, definitions, session.now).incidents,
    variables: rootVariables(state),
  };
}

/** The soonest first; those that stand still are left out. */
function timersOf({ definitions }: PlaySession, state: InstanceState): PlayTimer[] {
  return Object.values(state.timers)
    .filter(({ frozenAt }) => frozenAt === undefined)
    .map(({ id, element, node, dueAt }) => {
      const owner = state.elements[element];
      const graph = owner && definitions.byId(state.definitions[owner.def] ?? '').graph;
      return { id, element: graph?.nodes[node]?.id ?? '', dueAt };
    })
    .sort((a, b) => a.dueAt - b.dueAt);
}

function formFor(node: FlowNode | undefined, { forms, definition }: World): Form | null {
  const key = node?.user?.form;
  const form = typeof key === 'string' ? forms.find(key, definition.deploymentId) : undefined;
  return form ? (node?.fieldRules ? form.narrowed(node.fieldRules) : form) : null;
}

/** What somebody may do to a task besides completing it. */
export function verbsFor(session: PlaySession, taskId: string, actor: Actor): readonly TaskVerb[] {
  const { state, definitions } = session;
  const task = state?.tasks[taskId];
  const element = task && state?.elements[task.element];
  if (!state || !task || !element) return [];
  const { owners } = definitions.byId(state.definitions[element.def] ?? '').graph;
  const node = nodeOf(definitions, state, element);
  return allowedActions(actor, { task, node, owners, suspended: state.status === 'suspended' });
}

export interface Beginning {
  readonly kind: 'form' | 'message';
  readonly element: string;
  readonly name: string;
  readonly form: Form | null;
}

/** How a case can begin: by the start form, or by a message. */
export function beginningsOf(world: World): Beginning[] {
  const { graph, deploymentId } = world.definition;
  const starts = graph.nodes.filter(({ type, parent }) => type === 'startEvent' && parent === 0);
  const all = starts.flatMap((node): Beginning[] => {
    if (node.events.length === 0) {
      const found = node.startForm === null ? undefined : world.forms.find(node.startForm, deploymentId);
      const form = found ? (node.fieldRules ? found.narrowed(node.fieldRules) : found) : null;
      return [{ kind: 'form', element: node.id, name: node.name, form }];
    }
    return node.events.flatMap((event) => byMessage(event, node));
  });
  return [...all.filter(({ kind }) => kind === 'form'), ...all.filter(({ kind }) => kind !== 'form')];
}

const byMessage = (event: EventSpec, { id }: FlowNode): Beginning[] =>
  event.kind === 'message' && event.name.kind === 'literal'
    ? [{ kind: 'message', element: id, name: event.name.text, form: null }]
    : [];

/** The last step as it is drawn: the flows it took, and where tokens wait. */
export function stepOf(session: PlaySession): RunStep {
  const { state, definitions, latest } = session;
  const graph = definitions.resolve(session.key, { kind: 'latest' }, '')?.graph;
  const taken = graph
    ? latest.flatMap((event) => (event.type === 'flowTaken' && event.def === 0 ? [event.flow] : []))
    : [];
  const open = state ? viewOf(state, definitions, session.now).open : [];
  const counts = new Map<string, number>();
  for (const id of open) counts.set(id, (counts.get(id) ?? 0) + 1);
  return {
    kind: 'complete',
    elementId: '',
    at: null,
    passed: passedBy(taken, graph),
    tokens: [...counts].map(([elementId, count]) => ({ elementId, count })),
  };
}

function passedBy(taken: readonly number[], graph: ProcessGraph | undefined): RunStep['passed'] {
  return taken.flatMap((index) => {
    const flow = graph?.flows[index];
    const source = flow && graph?.nodes[flow.source];
    return flow && source ? [{ elementId: source.id, flows: [flow.id] }] : [];
  });
}
