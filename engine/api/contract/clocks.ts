import { type Static, Type } from 'typebox';
import { RUNG_ACTIONS } from '../../model/ladder.ts';
import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { LAMPS } from '../../sla/lamp.ts';
import { LIMIT_UNITS } from '../../sla/limit.ts';
import { operation } from './operation.ts';
import { closed, Id, nullable, oneOf, Time } from './schema.ts';

/**
 * green; yellow: soon over; red: a step or promise is passed; double-red: a limit of the law is passed, for the decision or for acceptance; grey: stands still; blue: waits for the
 * applicant. Null where there is no limit.
 */
export const Lamp = oneOf(LAMPS);
export type Lamp = Static<typeof Lamp>;

const ClockInterval = closed({
  from: Time,
  to: Time,
  kind: oneOf(['run', 'pause', 'extend']),
  counts: Type.Boolean({ description: 'False: it was asked for, and the rule did not admit it.' }),
  reason: Type.String(),
  basis: nullable(Type.String({ description: 'The article it rests on.' })),
  document: nullable(Type.String()),
  approver: nullable(Type.String()),
  by: nullable(Type.String({ description: 'Null: the engine.' })),
  workingDays: Type.Number(),
});

export const CaseClock = closed({
  id: Id,
  clock: oneOf(CLOCK_CODES),
  elementId: Type.String(),
  name: Type.String({ description: 'Of the element; of the process for a clock of the case.' }),
  taskIds: Type.Array(Id, { description: 'Open tasks of the step.' }),
  state: oneOf(['running', 'paused', 'stopped']),
  lamp: Lamp,
  startedAt: Time,
  stoppedAt: nullable(Time),
  dueAt: Time,
  /** Why it stands still. */
  paused: nullable(
    closed({
      reason: Type.String({ description: 'A code of the closed list of reasons.' }),
      since: Time,
      until: nullable(
        Type.String({ format: 'date-time', description: 'When it is expected to go on; null: nobody has said.' }),
      ),
    }),
  ),
  provisional: Type.Boolean({ description: 'It reaches into a year whose holidays are not published.' }),
  limit: closed({ n: Type.Number(), unit: oneOf(LIMIT_UNITS), given: Type.Number() }),
  basis: nullable(Type.String()),
  calendar: closed({ id: Id, version: Type.Integer() }),
  remainingWorkingDays: Type.Integer({ description: 'Negative where the limit is passed.' }),
  gross: Type.Integer({ description: 'Elapsed, milliseconds.' }),
  net: closed({ officeTime: Type.Integer({ description: 'Milliseconds.' }), workingDays: Type.Integer() }),
  intervals: Type.Array(ClockInterval),
  lamps: Type.Array(
    closed({
      at: Time,
      lamp: Lamp,
      dueAt: Time,
      cause: oneOf(['record', 'time', 'calendar']),
    }),
  ),
});
export type CaseClock = Static<typeof CaseClock>;

export const CaseRung = closed({
  at: Time,
  elementId: Type.String(),
  name: Type.String({ description: 'Of the step; of the process for the ladder of the case.' }),
  taskIds: Type.Array(Id, { description: 'Open tasks of the step.' }),
  rung: Type.String(),
  action: oneOf(RUNG_ACTIONS),
  to: Type.Array(Type.String(), {
    description: 'handler, lead, head, supervisor, a user, group:…, or an expression of the model.',
  }),
  basis: nullable(Type.String({ description: 'The rule by which silence counts.' })),
});
export type CaseRung = Static<typeof CaseRung>;

const { at, action, to } = CaseRung.properties;
/** What happens to a task by itself if nobody does anything. */
export const TaskRung = closed({ at, action, to });
export type TaskRung = Static<typeof TaskRung>;

export const clockOperations = {
  getCaseClocks: operation({
    method: 'get',
    path: '/process-instances/{id}/clocks',
    tag: 'process-instances',
    summary: {
      en: 'Clocks of a case: when they ran and stood still and why, gross and net time, due times, lamps',
      zh: '办件的时钟：计时与停表区间及理由、总用时与净用时、期限与亮灯',
    },
    right: 'case.read',
    answer: {
      status: 200,
      schema: closed({
        at: Time,
        lamp: nullable(Lamp),
        clocks: Type.Array(CaseClock),
        next: Type.Array(CaseRung, {
          description: 'What happens by itself if nobody does anything, the earliest first.',
        }),
      }),
    },
  }),
} as const;
