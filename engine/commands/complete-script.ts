import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { findScript, scriptFailed } from './script.ts';
import { checkVariables } from './variables.ts';

const Input = closed({
  scriptId: Id,
  /** The result, any JSON value. */
  value: Type.Unknown(),
});
type Input = Static<typeof Input>;

/** The sandbox has run a script to its end. A result that cannot be kept is the script's failure, as if it had thrown. */
export const completeScript: Command<Input, InstanceAnswer> = {
  name: 'complete-script',
  input: Input,
  decide(state, { scriptId: script, value }, context) {
    const run = findScript(state, script, context);
    if (!run.ok) return run;
    const checked = checkVariables({ result: value });
    const trigger = checked.ok
      ? ({ kind: 'completeScript', script, value } as const)
      : ({
          kind: 'failScript',
          script,
          failure: scriptFailed({ cause: 'result', ...reasonsOf(checked.failure.params) }),
        } as const);
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};

const reasonsOf = ({ reason = '', reasonZh = '' }: Readonly<Record<string, string | number>>) => ({
  message: String(reason),
  messageZh: String(reasonZh),
});
