/**
 * What can be asked of a case. One file per command: the schema of its input and a pure `decide`. A command names exactly one case;
 * what it carries says what is wanted, never what the current state is: `decide` looks at the state it is given.
 */
import type { TSchema } from 'typebox';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import type { Env } from '../env.ts';
import type { Result } from '../errors.ts';
import type { Forms } from '../forms/form.ts';
import type { Definitions } from '../model/graph.ts';
import type { Organisation } from '../people/organisation/organisation.ts';
import type { UserRole } from '../rights/roles.ts';
import type { Calendars } from '../sla/calendars.ts';

export type Role = UserRole | 'system';

/** Who asks. Rights are judged on these, as loaded with the session of the request. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly department: string | null;
  /** By which persons' names a model or a request means them: `Chart.namesOf`; absent: their own. */
  readonly names?: readonly string[];
  /** Whether the table of rights lets them operate the case at hand; absent where nobody asked it, and the role tells. */
  readonly operates?: boolean;
}

/** The engine itself: timers, adapters, escalations. */
export const SYSTEM: Actor = { id: 'system', roles: ['system'], groups: [], department: null };

export interface DecideContext {
  readonly env: Env;
  readonly definitions: Definitions;
  readonly forms: Forms;
  readonly organisation: Organisation;
  readonly calendars: Calendars;
  readonly actor: Actor;
}

export interface Decision<Answer> {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
  /** Plain JSON: it is what the caller gets, and what a repeat with the same idempotency key gets again. */
  readonly answer: Answer;
  /** A second person must confirm it: what will then be so. A rehearsal tells that. */
  readonly foresees?: Foresight;
}

export interface Foresight {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
  /** Users and groups of whom one must confirm; none: whoever manages the case. */
  readonly confirmedBy: readonly string[];
}

/** A command on a case that exists. */
export interface Command<Input, Answer> {
  readonly name: string;
  readonly input: TSchema;
  /** Also on a case that has ended: it moves nothing there. Others are refused with 'case-not-open'. */
  readonly afterEnd?: true;
  decide(state: InstanceState, input: Input, context: DecideContext): Result<Decision<Answer>>;
}

/** A command that opens a case; `instanceId` is given so that a retry opens the same one. */
export interface OpeningCommand<Input, Answer> {
  readonly name: string;
  readonly opens: true;
  readonly input: TSchema;
  decide(instanceId: string, input: Input, context: DecideContext): Result<Decision<Answer>>;
}
