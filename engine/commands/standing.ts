/** In whose name an actor uses a verb on a task: the own one, that of a principal (D4 代理), or that of the office. */
import { requireTrail } from '../core/parts.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { fail, type Result } from '../errors.ts';
import { covers, type Mandate, mandatesOf } from '../people/organisation/mandates.ts';
import { type Facts, factsAbout } from '../tasks/facts.ts';
import { nextValue, type TaskValue } from '../tasks/run-machine.ts';
import { isBarredVerb, type TaskVerb } from '../tasks/verbs.ts';
import { barred, barsAt } from './bars.ts';
import { previousActs } from './case-facts.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';

export interface Standing {
  /** What the task becomes. */
  readonly to: TaskValue;
  /** The principal; null where the actor acts for himself. */
  readonly onBehalfOf: string | null;
}

export interface StandingRequest {
  readonly state: InstanceState;
  readonly task: Task;
  readonly place: Place;
  readonly verb: TaskVerb;
  /** Of the actor. */
  readonly facts: Facts;
}

/**
 * As oneself where one is named for the task, else for a principal who is, else by the rights of an administrator. Undefined where none of them
 * will do; 'task-not-delegable' and 'proxy-conflict' where a proxy would do but for what is in the way.
 */
export function standingOf(request: StandingRequest, context: DecideContext): Result<Standing> | undefined {
  const { task, verb, facts } = request;
  const named = nextValue(task, verb, { ...facts, isAdministrator: false });
  if (named !== null) return { ok: true, value: { to: named, onBehalfOf: null } };
  const proxy = asProxy(request, context);
  if (proxy?.ok) return proxy;
  const office = nextValue(task, verb, facts);
  return office === null ? proxy : { ok: true, value: { to: office, onBehalfOf: null } };
}

/** Whether somebody for whom the actor acts has something to do with the task. */
export function isConcernedAsProxy({ task, place }: StandingRequest, context: DecideContext): boolean {
  return mandatesFor(task, place, context).some((mandate) => Object.values(factsOf(mandate, task)).some(Boolean));
}

function asProxy(request: StandingRequest, context: DecideContext): Result<Standing> | undefined {
  const { task, place, verb } = request;
  let refused: Result<never> | undefined;
  for (const mandate of mandatesFor(task, place, context)) {
    const to = nextValue(task, verb, factsOf(mandate, task));
    if (to === null) continue;
    const conflict = conflictOf(request, mandate, context);
    if (!conflict) return { ok: true, value: { to, onBehalfOf: mandate.principal.id } };
    refused ??= conflict;
  }
  return refused;
}

function mandatesFor(task: Task, { node, definition }: Place, { organisation, env, actor }: DecideContext): Mandate[] {
  const covered = { definitionKey: definition.key, elementId: node.id, createdAt: task.createdAt };
  return mandatesOf(organisation.at(env.now), actor.id).filter((mandate) => covers(mandate, covered));
}

/** What is true of a principal passes to the proxy, but not the rights of an office. */
const factsOf = ({ principal: { id, groups } }: Mandate, task: Task): Facts =>
  factsAbout({ id, groups, roles: [] }, task, []);

/** Who asked for the case, has decided here before, or did the step before this one, does not decide for somebody else; nor through one who stands in between. */
function conflictOf(
  { state, task, place, verb }: StandingRequest,
  { principal, via }: Mandate,
  { actor, definitions }: DecideContext,
): Result<never> | undefined {
  const elementId = place.node.id;
  const bars = isBarredVerb(verb) ? barsAt(state, place, definitions) : [];
  const kept = barred({ bars, people: [principal.id, ...(via === null ? [] : [via])], verb, elementId });
  if (kept) return kept;
  if (place.node.user?.delegable === false) return fail('task-not-delegable', { elementId }, { elementId });
  requireTrail(state);
  for (const person of via === null ? [actor.id] : [actor.id, via]) {
    const reason = partOf({ state, task, place, person }, definitions);
    if (reason) return fail('proxy-conflict', { person, principal: principal.id, taskId: task.id, reason });
  }
  return undefined;
}

interface Taking {
  readonly state: InstanceState;
  readonly task: Task;
  readonly place: Place;
  readonly person: string;
}

/** The part of their own that somebody has in what they would decide for somebody else. */
function partOf({ state, task, place, person }: Taking, definitions: DecideContext['definitions']): string | undefined {
  if (state.initiator === person) return 'initiator';
  if (hasDecided(state, task, person)) return 'decided-before';
  const acts = previousActs(state, place, { at: task.createdAt, definitions });
  return acts.some(({ by, onBehalfOf }) => by === person || onBehalfOf === person) ? 'previous-approver' : undefined;
}

const hasDecided = ({ trail }: InstanceState, { def, node, visit }: Task, person: string): boolean =>
  trail.some((entry) => entry.by === person && entry.def === def && entry.node === node && entry.visit < visit);
