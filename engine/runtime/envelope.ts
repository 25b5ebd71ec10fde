/** A command on its way to the dispatcher, and what comes back. */
import type { Claim } from '../commands/change.ts';
import type { Actor } from '../commands/command.ts';
import type { Failure } from '../errors.ts';

/** The case a command is for: named itself, by something that belongs to it, or new (with a given id, a repeat opens the same one). */
export type Target =
  | { readonly instanceId: string }
  | { readonly taskId: string }
  /** A timer, an effect or an alarm; `caseId` where it is known to whom it belongs, so that nobody has to look. */
  | { readonly jobId: string; readonly caseId?: string }
  | { readonly incidentId: string }
  | { readonly newInstanceId: string }
  | 'new';

export interface Envelope {
  /** Name in the table of commands. */
  readonly command: string;
  readonly target: Target;
  readonly input: unknown;
  readonly actor: Actor;
  /** Idempotency key, unique to sender and request: the first answer is given again for 24 hours. */
  readonly receipt?: string;
  /** The command's `now` instead of the engine's clock, epoch ms: for replaying logs. */
  readonly at?: number;
  /** Decides and tells what it would do, as `{ wouldDo }`, and commits nothing. Has neither receipt nor claim. */
  readonly rehearses?: true;
  /** The engine does it by itself and nobody waits for it: commands of people go before it, see `choose-batch.ts`. */
  readonly background?: true;
  /** One of very many cases that are gone through once: it is not kept in memory, where it would push out one that somebody works on. */
  readonly passing?: true;
  /** Used up by the commit; where it is gone, the command is refused with `already-consumed`. */
  readonly consumes?: Claim;
}

export type Outcome =
  | {
      readonly ok: true;
      readonly instanceId: string;
      readonly answer: unknown;
      /** The answer of an earlier request with the same receipt; nothing was written. */
      readonly replayed: boolean;
    }
  | { readonly ok: false; readonly failure: Failure };

/** Takes commands; resolves when what they did is committed. Never rejects: what goes wrong is a failure with a code. */
export interface Submitter {
  submit(envelope: Envelope): Promise<Outcome>;
}
