import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { advance } from './advance.ts';
import { requireActive } from './case.ts';
import type { Command } from './command.ts';
import { closed, Id, Name, VariableMap } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, type Progress } from './progress.ts';
import { requireRole } from './rights.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  /** The id of the signal as thrown: the same for every case that gets it. */
  signalId: Id,
  name: Name,
  variables: Type.Optional(VariableMap),
});
type Input = Static<typeof Input>;

/**
 * Tells everything in this case that waits for the signal when it comes (BPMN 2.0.2 §10.5.4: signals are broadcast). What begins to wait
 * because of it does not get it. Refuses with 'message-not-expected' where nothing waits.
 */
export const receiveSignal: Command<Input, InstanceAnswer> = {
  name: 'receive-signal',
  input: Input,
  decide(state, { signalId, name, variables = {} }, context) {
    const may = requireRole(context.actor, ['system', 'admin', 'worker']);
    if (!may.ok) return may;
    const active = requireActive(state);
    if (!active.ok) return active;
    const checked = checkVariables(variables);
    if (!checked.ok) return checked;
    const waiting = Object.values(state.subscriptions)
      .filter((open) => open.kind === 'signal' && open.name === name)
      .map(({ id }) => id)
      .sort();
    if (waiting.length === 0) return fail('message-not-expected', { name, instanceId: state.id });
    let progress: Progress = begin(state);
    for (const subscription of waiting) {
      if (!progress.state.subscriptions[subscription]) continue;
      const moved = advance(
        progress,
        { trigger: { kind: 'receive', subscription, messageId: signalId, variables } },
        context,
      );
      if (!moved.ok) return moved;
      progress = moved.value;
    }
    return ok(answerInstance(progress));
  },
};
