import { type Static, Type } from 'typebox';
import { fail, ok } from '../errors.ts';
import { clockRuns, isStopped } from './clocks/clock-runs.ts';
import { clockRead } from './clocks/refresh-clock.ts';
import type { Command } from './command.ts';
import { closed } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin, record } from './progress.ts';
import { requireRole } from './rights.ts';

const Input = closed({
  /** The id of its reading. */
  clock: Type.String({ minLength: 1, maxLength: 200 }),
});
type Input = Static<typeof Input>;

/** The time at which a lamp changes by itself has come. The lamps of a suspended case change too: the law does not wait for it. */
export const turnLamp: Command<Input, InstanceAnswer> = {
  name: 'turn-lamp',
  input: Input,
  decide(state, { clock }, context) {
    const may = requireRole(context.actor, ['system', 'admin']);
    if (!may.ok) return may;
    const run = clockRuns(state).find(({ id }) => id === clock);
    if (!run || isStopped(run)) return fail('not-found', { kind: 'clock', id: clock });
    return ok(answerInstance(record(begin(state), clockRead({ state, run, cause: 'time' }, context), context)));
  },
};
