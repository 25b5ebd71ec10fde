import type { Result } from '../../errors.ts';
import type { Execution } from '../execution.ts';
import type { Trigger } from '../trigger.ts';

/** Puts the step in motion: checks what the trigger is aimed at before anything is emitted, then makes the first moves. */
export type TriggerHandler<Kind extends Trigger['kind']> = (
  x: Execution,
  trigger: Extract<Trigger, { kind: Kind }>,
) => Result<void>;

export const DONE: Result<void> = { ok: true, value: undefined };
