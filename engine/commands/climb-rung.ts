import type { Static } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import { type Failure, fail, ok } from '../errors.ts';
import { requireOpen } from './case.ts';
import type { Command, DecideContext } from './command.ts';
import { closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { nextAt } from './ladders/ladder-at.ts';
import { MEANT, type Reached } from './ladders/reached.ts';
import { DOINGS } from './ladders/rung-doings.ts';
import { peopleOf } from './ladders/rung-people.ts';
import { begin, type Progress, record } from './progress.ts';
import { requireRole } from './rights.ts';

const Input = closed({
  /** The element instance whose ladder it is. */
  element: Id,
  rung: Id,
});
type Input = Static<typeof Input>;

/**
 * G4 超时处理: a rung is reached. That it was climbed and what it does are one commit, so it happens once, however often the job comes. Refuses
 * with 'timer-not-due' before its instant, and with 'not-found' what is not what comes next. Where it cannot be done it is an incident, and stays climbed.
 */
export const climbRung: Command<Input, InstanceAnswer> = {
  name: 'climb-rung',
  input: Input,
  decide(state, { element, rung }, context) {
    const may = requireRole(context.actor, ['system', 'admin']);
    if (!may.ok) return may;
    const open = requireOpen(state);
    if (!open.ok) return open;
    const next = state.elements[element] ? nextAt(state, element, context) : null;
    if (next?.rung.id !== rung) return fail('not-found', { kind: 'rung', id: `${element} ${rung}` });
    if (context.env.now < next.at) return fail('timer-not-due', { id: rung, dueAt: new Date(next.at).toISOString() });
    return ok(answerInstance(climb(begin(state), { element, next }, context)));
  },
};

type At = Omit<Reached, 'told'>;

function climb(progress: Progress, { element, next }: At, context: DecideContext): Progress {
  const { rung } = next;
  const people = peopleOf(progress.state, { element, rung, otherwise: MEANT[rung.action] }, context);
  const told = people.ok ? people.value : [];
  const marked = record(progress, [marker({ element, next, told })], context);
  const done = people.ok ? DOINGS[rung.action](marked, { element, next, told }, context) : people;
  return done.ok ? done.value : record(marked, [stuck(element, done.failure, context)], context);
}

const marker = ({ element, next: { rung, clock, at }, told }: Reached): DomainEvent => ({
  type: 'rungClimbed',
  element,
  rung: rung.id,
  clock,
  action: rung.action,
  dueAt: at,
  told,
  ...(rung.basis !== null && { basis: rung.basis }),
});

function stuck(element: string, { code, params }: Failure, { env }: DecideContext): DomainEvent {
  const incident = { id: env.newId(), element, code, params, since: env.now, retry: { kind: 'none' } } as const;
  return { type: 'incidentRaised', incident };
}
