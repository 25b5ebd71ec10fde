/** G4: the escalation ladder that a department gives its steps. */
import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, Name, nullable, oneOf, Text, Time } from './schema.ts';

/** Silence accepts by a clock of the case, which no department has. */
const Action = oneOf(['remind', 'raise', 'transfer', 'pass', 'return', 'refuse', 'supervise', 'call', 'start']);

const Rung = closed({
  name: Name,
  when: Type.Union([
    closed({ kind: oneOf(['used']), share: Type.Number({ minimum: 0, maximum: 1 }) }),
    closed({
      kind: oneOf(['left', 'after']),
      n: Type.Number({ minimum: 0 }),
      unit: oneOf(['workingDay', 'calendarDay', 'workingHour', 'hour', 'minute']),
    }),
  ]),
  action: Action,
  to: Type.Optional(
    Type.Array(Name, {
      maxItems: 20,
      uniqueItems: true,
      description: 'handler, lead, head, supervisor, users by name or group:…; left out: whom the action is for.',
    }),
  ),
  process: Type.Optional(nullable(Id)),
  topic: Type.Optional(nullable(Id)),
  basis: Type.Optional(nullable(Text(500))),
  daily: Type.Optional(Type.Boolean({ description: 'A reminder that comes again every working day.' })),
});
export type LadderRung = Static<typeof Rung>;

export const DepartmentLadder = closed({
  department: Id,
  departmentName: Type.String(),
  version: Type.Integer(),
  since: Time,
  until: nullable(Time),
  by: Id,
  rungs: Type.Array(Rung),
});
export type DepartmentLadder = Static<typeof DepartmentLadder>;

const tag = 'organisation';

export const ladderOperations = {
  listDepartmentLadders: operation({
    method: 'get',
    path: '/department-ladders',
    tag,
    summary: { en: 'Escalation ladders of departments, with their past', zh: '各部门的超时处理规则（含历次版本）' },
    right: 'organisation.read',
    answer: { status: 200, schema: closed({ items: Type.Array(DepartmentLadder) }) },
  }),
  putDepartmentLadder: operation({
    method: 'put',
    path: '/department-ladders/{department}',
    tag,
    summary: {
      en: "The next version of a department's ladder, for visits that begin from now on; without rungs that of the department above counts",
      zh: '部门超时处理规则的新版本，自此开始的环节适用；无级别时沿用上级部门',
    },
    right: 'organisation.write',
    body: closed({ rungs: Type.Array(Rung, { maxItems: 20 }) }),
    answer: { status: 200, schema: DepartmentLadder },
    problems: ['ladder-refused'],
    example: {
      rungs: [
        { name: 'early', when: { kind: 'left', n: 1, unit: 'workingDay' }, action: 'remind', to: ['handler', 'lead'] },
        { name: 'over', when: { kind: 'after', n: 1, unit: 'workingDay' }, action: 'raise', to: ['head'] },
      ],
    },
  }),
} as const;
