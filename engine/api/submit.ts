/** From a call to a command, and from its outcome to an answer or a refusal. */
import { type AnswerOf, COMMANDS, type CommandName, type InputOf } from '../commands/index.ts';
import { type Language, Refusal } from '../errors.ts';
import type { Target } from '../runtime/envelope.ts';
import { actorOf, type Principal } from './principal.ts';
import type { Services } from './services.ts';
import { checkShape } from './validate.ts';

export interface Submission<N extends CommandName> {
  readonly command: N;
  readonly target: Target;
  readonly input: InputOf<N>;
  /** Whether the table of rights lets the caller operate the case, where that was asked. */
  readonly operates?: boolean;
}

export interface Caller {
  readonly principal: Principal;
  readonly language: Language;
  readonly receipt: string | undefined;
}

export interface Done<N extends CommandName> {
  readonly instanceId: string;
  readonly answer: AnswerOf<N>;
}

/** Checks the input against the command's own schema and answers when the command is committed; a refusal is thrown. */
export async function submit<N extends CommandName>(
  services: Services,
  caller: Caller,
  { command, target, input, operates }: Submission<N>,
): Promise<Done<N>> {
  checkShape('body', COMMANDS[command].input, input, caller.language);
  const { principal, receipt } = caller;
  const outcome = await services.runtime.dispatcher.submit({
    command,
    target,
    input,
    actor: { ...actorOf(principal), ...(operates === undefined ? {} : { operates }) },
    ...(receipt === undefined ? {} : { receipt }),
  });
  if (!outcome.ok) throw new Refusal(outcome.failure);
  return { instanceId: outcome.instanceId, answer: outcome.answer as AnswerOf<N> };
}
