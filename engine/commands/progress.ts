/** How far a decision has come: the state so far and everything that led there. Values are never changed, each step gives a new one. */
import { applyAll } from '../core/apply.ts';
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import type { DecideContext, Decision } from './command.ts';

export interface Progress {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
}

export const begin = (state: InstanceState): Progress => ({ state, events: [] });

/** Adds what has happened now. */
export function record(progress: Progress, events: readonly DomainEvent[], { env }: DecideContext): Progress {
  if (events.length === 0) return progress;
  return { state: applyAll(progress.state, events, env.now), events: [...progress.events, ...events] };
}

export const answer = <Answer>({ state, events }: Progress, given: Answer): Decision<Answer> => ({
  state,
  events,
  answer: given,
});
