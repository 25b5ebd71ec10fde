/**
 * The door of the core. Pure and synchronous: the same graph, state, trigger and env give the same answer, in the browser, in replay
 * and in tests.
 */
import type { Env } from '../env.ts';
import type { Result } from '../errors.ts';
import type { Definitions } from '../model/graph.ts';
import type { DomainEvent } from './events.ts';
import type { InstanceState } from './state.ts';
import type { Trigger, WorkChange } from './trigger.ts';

export interface StepInput {
  readonly definitions: Definitions;
  readonly env: Env;
  /** Null only for `start`. */
  readonly state: InstanceState | null;
  readonly trigger: Trigger;
}

export interface StepOutput {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
  readonly work: readonly WorkChange[];
}

export declare function step(input: StepInput): Result<StepOutput>;
