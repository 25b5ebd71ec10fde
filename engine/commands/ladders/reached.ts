import type { Result } from '../../errors.ts';
import type { RungAction, RungPeople } from '../../model/ladder.ts';
import type { DecideContext } from '../command.ts';
import type { Progress } from '../progress.ts';
import type { NextRung } from './next-rung.ts';

/** A rung whose time has come. */
export interface Reached {
  readonly element: string;
  readonly next: NextRung;
  readonly told: readonly string[];
}

export type Doing = (progress: Progress, reached: Reached, context: DecideContext) => Result<Progress>;

/** Whom a rung is about where it does not say. */
export const MEANT: Readonly<Record<RungAction, RungPeople>> = {
  remind: 'handler',
  raise: 'lead',
  transfer: 'lead',
  pass: 'handler',
  return: 'handler',
  refuse: 'handler',
  supervise: 'supervisor',
  call: 'handler',
  start: 'handler',
  accept: 'handler',
};
