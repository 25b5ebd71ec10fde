/**
 * What an element does, as answers to fixed questions. The driver asks; a behaviour answers by calling the named helpers of the core
 * (`activate`, `complete`, `takeFlow`, `openScope`, `raise` …) and never calls another behaviour.
 *
 * - `enter`: the element instance exists (state `entered`); its token is here. Afterwards it must wait (state `active`), be gone
 *   (completed or terminated), or carry an incident. It is asked again when an incident with retry `enter` is retried, and for a join each
 *   time a token arrives, so what it did before must not be done twice.
 * - `resume`: what the element waited for has come: its work is done, its message, signal or time has come, the scope inside it is
 *   empty. Absent where nothing can come; being asked all the same is a bug.
 * - `terminate`: the instance is about to be ended from outside, everything inside it has already ended. Its timers,
 *   subscriptions, effects and incidents are closed for every element alike; only what is special belongs here.
 *
 * An expected failure is never thrown: it becomes an incident on the element instance.
 */
import type { ElementType } from '../../model/graph.ts';
import type { Execution } from '../execution.ts';
import type { Variables } from '../state.ts';
import type { WorkChange } from '../trigger.ts';

export type CloseReason = Extract<WorkChange, { kind: 'close' }>['reason'];

/** What came: at which node (differs from the element's own for an event-based gateway) and with which variables. */
export interface Occurrence {
  readonly node: number;
  /** Which of the node's event definitions, where all of them must happen. */
  readonly definition?: number | undefined;
  readonly variables: Variables;
}

export interface Behavior {
  enter(x: Execution, id: string): void;
  resume?(x: Execution, id: string, occurrence: Occurrence): void;
  terminate?(x: Execution, id: string, reason: CloseReason): void;
}

export type Behaviors = Readonly<Record<ElementType, Behavior>>;
