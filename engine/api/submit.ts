/** From a call to a command, and from its outcome to an answer or a refusal. */
import { type AnswerOf, COMMANDS, type CommandName, type InputOf } from '../commands/index.ts';
import type { WouldDo } from '../commands/would-do.ts';
import { type Language, Refusal } from '../errors.ts';
import type { Target } from '../runtime/envelope.ts';
import { actorOf, type Principal } from './principal.ts';
import { Rehearsed } from './rehearsed.ts';
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
  /** Commands are decided and not committed (`?dryRun=true`). */
  readonly rehearses?: boolean;
}

export interface Done<N extends CommandName> {
  readonly instanceId: string;
  readonly answer: AnswerOf<N>;
}

/** Checks the input against the command's own schema and answers when the command is committed; a refusal is thrown, and so is what a rehearsal tells. */
export async function submit<N extends CommandName>(
  services: Services,
  caller: Caller,
  { command, target, input, operates }: Submission<N>,
): Promise<Done<N>> {
  checkShape('body', COMMANDS[command].input, input, caller.language);
  const { principal, receipt, rehearses } = caller;
  const outcome = await services.runtime.dispatcher.submit({
    command,
    target,
    input,
    actor: { ...actorOf(principal), ...(operates === undefined ? {} : { operates }) },
    ...(receipt === undefined ? {} : { receipt }),
    ...(rehearses ? { rehearses } : {}),
  });
  if (!outcome.ok) throw new Refusal(outcome.failure);
  if (rehearses) throw new Rehearsed((outcome.answer as { readonly wouldDo: WouldDo }).wouldDo);
  return { instanceId: outcome.instanceId, answer: outcome.answer as AnswerOf<N> };
}
