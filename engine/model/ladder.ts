/** Escalation ladders 超时处理 (G4): what happens by itself as a limit is used up. */
import type { ClockCode } from '../sla/clock-code.ts';
import type { RungWhen } from '../sla/rung.ts';
import type { ModelValue } from './graph.ts';

/** 催办、升级、转办、视为同意、自动退回、自动不同意、督办、调用部门接口、启动流程、视为受理. */
export const RUNG_ACTIONS = [
  'remind',
  'raise',
  'transfer',
  'pass',
  'return',
  'refuse',
  'supervise',
  'call',
  'start',
  'accept',
] as const;
export type RungAction = (typeof RUNG_ACTIONS)[number];

/** Who is meant without being named: whoever has the work, the superior of these, the head of the department, the owners of the process. */
export const RUNG_PEOPLE = ['handler', 'lead', 'head', 'supervisor'] as const;
export type RungPeople = (typeof RUNG_PEOPLE)[number];

export interface RungSpec {
  /** Unique within its ladder. */
  readonly id: string;
  readonly when: RungWhen;
  /** Which clock of what has the ladder; null: that of the step, else the first limit that is given. */
  readonly clock: ClockCode | null;
  readonly action: RungAction;
  /** Of `RUNG_PEOPLE`, or users by name, or `group:…`; null where the action needs none. */
  readonly to: ModelValue | null;
  /** The key of the process that is started. */
  readonly process: string | null;
  /** The topic of the adapter that is called. */
  readonly topic: string | null;
  /** The rule by which silence counts as an answer. */
  readonly basis: string | null;
  /** A reminder that comes again every working day. */
  readonly daily: boolean;
}
