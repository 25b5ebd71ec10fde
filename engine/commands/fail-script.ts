import { type Static, Type } from 'typebox';
import { ok } from '../errors.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import { Comment, closed, Id } from './input.ts';
import { answerInstance, type InstanceAnswer } from './instance-answer.ts';
import { begin } from './progress.ts';
import { findScript, scriptFailed } from './script.ts';

const Input = closed({
  scriptId: Id,
  cause: Type.Union([
    Type.Literal('time'),
    Type.Literal('memory'),
    Type.Literal('stack'),
    Type.Literal('error'),
    Type.Literal('result'),
  ]),
  /** What the script says is wrong; empty where it was stopped. */
  message: Comment,
  /** Line of the script, from 1. */
  line: Type.Optional(Type.Integer({ minimum: 1 })),
  /** The limit it ran into: milliseconds, or bytes. */
  limit: Type.Optional(Type.Integer({ minimum: 0 })),
});
type Input = Static<typeof Input>;

/** The sandbox had to stop a script, or it has thrown: a person must look at it, and a retry runs it again. */
export const failScript: Command<Input, InstanceAnswer> = {
  name: 'fail-script',
  input: Input,
  decide(state, { scriptId: script, ...finding }, context) {
    const run = findScript(state, script, context);
    if (!run.ok) return run;
    const trigger = { kind: 'failScript', script, failure: scriptFailed(finding) } as const;
    const moved = advance(begin(state), { trigger }, context);
    return moved.ok ? ok(answerInstance(moved.value)) : moved;
  },
};
