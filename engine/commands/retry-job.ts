import { type Static, Type } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive, rootDefinition } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
import { requireRepairer } from './rights.ts';

const Input = closed({
  jobId: Id,
  /** How often it may be tried from now on; as the model says where absent. */
  attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
type Input = Static<typeof Input>;

/** Work for the outside that has failed or waits for its next attempt is tried again now; an incident about it is gone. */
export const retryJob: Command<Input, InstanceAnswer> = {
  name: 'retry-job',
  input: Input,
  decide(state, { jobId, attempts }, context) {
    const may = requireRepairer(context.actor, rootDefinition(state, context).graph);
    if (!may.ok) return may;
    const active = requireActive(state);
    if (!active.ok) return active;
    if (!state.effects[jobId]) return fail('not-found', { kind: 'job', id: jobId });
    const incident = incidentOf(state, jobId);
    const retried =
      incident === undefined
        ? ok(begin(state))
        : advance(begin(state), { trigger: { kind: 'retryIncident', incident } }, context);
    if (!retried.ok) return retried;
    const effect = retried.value.state.effects[jobId];
    if (!effect) return ok(answerInstance(retried.value));
    const again: DomainEvent = {
      type: 'effectRequested',
      effect: { ...effect, dueAt: context.env.now, attemptsLeft: attempts ?? effect.attemptsLeft },
    };
    return ok(answerInstance(record(retried.value, [again], context)));
  },
};

function incidentOf(state: InstanceState, effectId: string): string | undefined {
  return Object.values(state.incidents).find(({ retry }) => retry.kind === 'effect' && retry.effectId === effectId)?.id;
}
