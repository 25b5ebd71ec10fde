/**
 * Two-person operations (C6, C8, A6, B2 b, B8): one person asks, another who is entitled confirms, and only then it happens, in the commit that confirms.
 *
 * To make a verb one of these:
 * 1. its command judges everything it can and calls `askSecondPerson` with what is wanted, as plain JSON;
 * 2. `second-person-verbs.ts` names what is done when it is confirmed. That is judged again, on the case as it is then.
 *
 * A request is part of the case, and has an index row so that it is found by those who may answer. It ends in exactly one way: confirmed, refused
 * (with a reason), withdrawn by who asked, expired, or lapsed because the case ended. Each is an event; none is silent.
 */

import type { DomainEvent } from '../core/events.ts';
import type { Asker, ConfirmationRequest } from '../core/proceedings.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { ProcessGraph } from '../model/graph.ts';
import type { Chart } from '../people/organisation/chart.ts';
import { namesOf } from '../tasks/facts.ts';
import { alarm } from './alarms.ts';
import type { Actor, DecideContext } from './command.ts';
import { proceedingsOf } from './proceedings.ts';
import { type Progress, record } from './progress.ts';

export interface Asked {
  /** A key of `SECOND_PERSON_VERBS`. */
  readonly verb: string;
  readonly wanted: Variables;
  readonly reason: string;
  /** `user:…`, `group:…` or `role:…`. Must not be empty. */
  readonly entitled: readonly string[];
  readonly about?: string;
  readonly asker?: Asker;
}

export interface Asking {
  readonly progress: Progress;
  readonly request: ConfirmationRequest;
}

/** A request nobody answers expires after a week. */
const EXPIRES_AFTER_MS = 7 * 86_400_000;

/** Refuses with 'confirmation-pending' where the same is asked for already, and 'confirmation-nobody' where nobody could answer. */
export function askSecondPerson(progress: Progress, asked: Asked, context: DecideContext): Result<Asking> {
  const { env, actor } = context;
  const pending = pendingOf(progress.state, asked);
  if (pending) return fail('confirmation-pending', { verb: asked.verb, id: pending.id, by: pending.by });
  const chart = context.organisation.at(env.now);
  const entitled = [...new Set(asked.entitled.map((principal) => inPlace(principal, chart)))];
  const others = entitled.filter((principal) => principal !== `user:${actor.id}`);
  if (others.length === 0) return fail('confirmation-nobody', { verb: asked.verb });
  const expiresAt = env.now + EXPIRES_AFTER_MS;
  const request: ConfirmationRequest = {
    ...asked,
    id: env.newId(),
    by: actor.id,
    at: env.now,
    entitled: others,
    expiresAt,
  };
  const events: DomainEvent[] = [
    { type: 'confirmationAsked', request },
    alarm({ id: env.newId(), dueAt: expiresAt, purpose: 'confirmation', ref: request.id }),
  ];
  return ok({ progress: record(progress, events, context), request });
}

/** D5: who is named, or who has taken their place. */
function inPlace(principal: string, chart: Chart): string {
  const [, id] = /^user:(.*)$/s.exec(principal) ?? [];
  return id === undefined ? principal : `user:${chart.successorOf(id)}`;
}

const pendingOf = (state: InstanceState, { verb, about }: Asked): ConfirmationRequest | undefined =>
  Object.values(proceedingsOf(state).requests).find((request) => request.verb === verb && request.about === about);

/** Whoever manages the case may confirm: what `requireManager` admits, as principals. */
export const managersOf = ({ owners }: ProcessGraph): string[] => [
  'role:admin',
  'role:manager',
  ...owners.flatMap((owner) => [`user:${owner}`, `group:${owner}`]),
];

/** The rights of who asks, as they are now. */
export const askerNow = ({ id, roles, groups, department, names }: Actor): Asker => ({
  id,
  roles,
  groups,
  department,
  ...(names === undefined ? {} : { names }),
});

/** Who asked, with the rights of then; for verbs that keep them. */
export function askerOf({ asker, verb }: ConfirmationRequest): Actor {
  if (!asker) throw new Error(`Expected a request for ${verb} to keep who asked, but it does not.`);
  return { ...asker, roles: asker.roles as Actor['roles'] };
}

/** Whether the actor is named by the request and is not who asked. */
export function mayAnswer({ by, entitled }: Pick<ConfirmationRequest, 'by' | 'entitled'>, actor: Actor): boolean {
  return actor.id !== by && answersAs(actor).some((principal) => entitled.includes(principal));
}

/** As whom somebody answers, by the names that mean them. */
export function answersAs(actor: Actor): string[] {
  const { groups, roles } = actor;
  return [
    ...namesOf(actor).map((name) => `user:${name}`),
    ...groups.map((group) => `group:${group}`),
    ...roles.map((role) => `role:${role}`),
  ];
}
