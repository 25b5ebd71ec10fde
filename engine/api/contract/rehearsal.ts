/** `?dryRun=true`: what an operation would do, decided by the code that does it. */
import { type Static, Type } from 'typebox';
import { CLOCK_CODES } from '../../sla/clock-code.ts';
import { closed, Id, nullable, oneOf, Time } from './schema.ts';

/** The query of an operation that can be rehearsed and takes no other. */
export const dryRun = {
  dryRun: Type.Optional(
    Type.Boolean({
      description: 'Commits nothing and takes no id; the answer tells what would be done. Needs no `Idempotency-Key`.',
    }),
  ),
};
export const DryRunQuery = closed(dryRun);

const TaskBrief = closed({
  id: nullable(Type.String({ description: 'Null for a task that would be opened.' })),
  name: Type.String(),
  elementId: Type.String(),
  assignee: nullable(Type.String()),
  candidateUsers: Type.Array(Type.String()),
  candidateGroups: Type.Array(Type.String()),
});

export const Rehearsal = closed({
  wouldDo: closed({
    voidedTasks: Type.Array(TaskBrief, { description: 'Work of others that would come to nothing.' }),
    openedTasks: Type.Array(TaskBrief),
    endedElements: Type.Array(closed({ elementInstanceId: Id, elementId: Type.String(), name: Type.String() })),
    tokens: closed({ consumed: Type.Array(Type.String()), produced: Type.Array(Type.String()) }),
    caseStatus: oneOf(['active', 'suspended', 'completed', 'terminated']),
    confirmedBy: nullable(
      Type.Array(Type.String(), {
        description:
          'Needs a second person, one of these users or groups (none named: whoever manages the case). All this happens when that is given.',
      }),
    ),
    dueTimes: Type.Array(
      closed({
        taskId: nullable(Id),
        elementId: Type.String(),
        name: Type.String(),
        before: nullable(Time),
        after: nullable(Time),
      }),
    ),
    limits: Type.Array(
      closed({
        clock: oneOf(CLOCK_CODES),
        before: nullable(Time),
        after: nullable(Time),
        state: oneOf(['running', 'paused', 'stopped']),
      }),
    ),
  }),
});
export type Rehearsal = Static<typeof Rehearsal>;
