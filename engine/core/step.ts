/**
 * The door of the core. Pure and synchronous: the same graph, state, trigger and env give the same answer, in the browser, in replay
 * and in tests.
 */
import type { Env } from '../env.ts';
import { ok, type Result } from '../errors.ts';
import type { Definitions } from '../model/graph.ts';
import { CHINA_ONLY } from '../sla/calendars.ts';
import { behaviors } from './behaviors/index.ts';
import { drive } from './drive.ts';
import type { DomainEvent } from './events.ts';
import { type CalendarOf, DEFAULT_LIMITS, Execution, type StepLimits } from './execution.ts';
import { blank, fork } from './fork.ts';
import type { InstanceState } from './state.ts';
import type { Trigger, WorkChange } from './trigger.ts';
import { pull } from './triggers/index.ts';

export interface StepInput {
  readonly definitions: Definitions;
  readonly env: Env;
  /** Null only for `start`. */
  readonly state: InstanceState | null;
  readonly trigger: Trigger;
  /** Other than the usual ones. */
  readonly limits?: Partial<StepLimits>;
  /** Whose calendar timers count by; that of China for everybody where absent. */
  readonly calendarOf?: CalendarOf;
}

export interface StepOutput {
  readonly state: InstanceState;
  readonly events: readonly DomainEvent[];
  readonly work: readonly WorkChange[];
}

/**
 * Moves tokens as far as they go without the outside world. Fails, and then nothing has happened, where the trigger is aimed at something
 * that is not there ('not-found'), is not due ('timer-not-due') or comes when the case does not take it ('case-not-open',
 * 'case-not-active'). Whatever goes wrong on the tokens' way is an incident in the new state.
 */
export function step(input: StepInput): Result<StepOutput> {
  const { definitions, env, state, trigger, calendarOf = CHINESE } = input;
  const draft = state ? fork(state) : blank();
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const x = new Execution({ definitions, env, draft, behaviors, limits, calendarOf });
  const pulled = pull(x, trigger);
  if (!pulled.ok) return pulled;
  drive(x);
  return ok({ state: draft.state, events: x.events, work: x.work });
}

const CHINESE: CalendarOf = (_department, at) => CHINA_ONLY.of([], at);
