import { type Static, Type } from 'typebox';
import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import { rootDefinition } from './case.ts';
import type { Command, DecideContext, Decision } from './command.ts';
import { conductOf } from './conduct.ts';
import { closed, Reason } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { operateInstance } from './operate-instance.ts';
import { begin } from './progress.ts';
import { askSecondPerson, managersOf } from './second-person.ts';

const Input = closed({ reason: Type.Optional(Reason) });
type Input = Static<typeof Input>;

/** C8 终止: the case ends; its open tasks are voided and stay in the history. Where the item asks for two persons, another who manages it confirms. */
export const cancelInstance: Command<Input, InstanceAnswer> = {
  name: 'cancel-instance',
  input: Input,
  decide(state, { reason = '' }, context) {
    const done = operateInstance(state, { trigger: { kind: 'cancel', reason } }, context);
    return done.ok && conductOf(state, context).cancel === 'confirmed'
      ? askFirst(state, { reason, foreseen: done.value }, context)
      : done;
  },
};

function askFirst(
  state: InstanceState,
  { reason, foreseen }: { readonly reason: string; readonly foreseen: Pick<Decision<unknown>, 'state' | 'events'> },
  context: DecideContext,
): Result<Decision<InstanceAnswer>> {
  const entitled = managersOf(rootDefinition(state, context).graph);
  const pending = askSecondPerson(begin(state), { verb: 'cancel', wanted: {}, reason, entitled }, context);
  if (!pending.ok) return pending;
  const told = answerInstance(pending.value.progress);
  const answer = { ...told.answer, request: pending.value.request.id };
  return ok({ ...told, answer, foresees: { state: foreseen.state, events: foreseen.events, confirmedBy: [] } });
}
