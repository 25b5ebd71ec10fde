/** Whose consent a return needs that would void the work of colleagues (B2 b). */
import { visibleScope } from '../core/query.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { backwardsOf } from '../model/backwards.ts';
import { evaluateList } from '../people/evaluate.ts';
import { rootDefinition } from './case.ts';
import type { DecideContext } from './command.ts';
import { managersOf } from './second-person.ts';
import type { TakenTask } from './take-task.ts';

export interface ConsentQuestion {
  readonly taken: TakenTask;
  /** What would come to nothing. */
  readonly voided: readonly Task[];
}

export interface Consent {
  /** Of whom one must agree, as a person reads it; nobody: whoever manages the case. */
  readonly names: readonly string[];
  /** The same as principals of a confirmation. */
  readonly entitled: readonly string[];
}

/** Null where the model asks for none, or nobody's work would be voided. `superior` is a superior of one of the colleagues. */
export function consentNeeded(
  state: InstanceState,
  { taken, voided }: ConsentQuestion,
  context: DecideContext,
): Result<Consent | null> {
  const { env, organisation, actor } = context;
  const { consent } = backwardsOf(taken.node.user);
  const others = voided.filter(({ element, assignee }) => element !== taken.element.id && assignee !== actor.id);
  if (consent === null || others.length === 0) return ok(null);
  const named = evaluateList(consent, { scope: visibleScope(state, taken.element.id), now: env.now });
  if (!named.ok) return named;
  const chart = organisation.at(env.now);
  const superiors = others.flatMap(({ assignee }) => (assignee === null ? [] : chart.superiorsOf(assignee, 1)));
  const people = named.value.flatMap((name) => (name === 'superior' ? superiors : [name]));
  const users = [...new Set(people)].filter((name) => name !== actor.id);
  if (users.length === 0) return ok({ names: [], entitled: managersOf(rootDefinition(state, context).graph) });
  const groups = users.filter((name) => !superiors.includes(name));
  const entitled = [...users.map((name) => `user:${name}`), ...groups.map((name) => `group:${name}`)];
  return ok({ names: users, entitled });
}
