import type { MissingMaterial } from '../core/proceedings.ts';
import { ok, type Result } from '../errors.ts';
import { clockEvent, onStepClocks } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import { conductOf } from './conduct.ts';
import { issue } from './issue.ts';
import { type Progress, record } from './progress.ts';
import { moveTask, stateAfter } from './waiting-task.ts';

export interface Notice {
  readonly taskId: string;
  readonly materials: readonly MissingMaterial[];
  readonly comment?: string | undefined;
  readonly again?:
    | { readonly ground: 'supplement-defective' | 'facts-changed'; readonly reason?: string | undefined }
    | undefined;
}

/** Issues the notice; the acceptance clock has done its part, the applicant's period begins, and the task waits (`by`: who agreed to a second one). */
export function giveNotice(
  progress: Progress,
  { taskId, materials, comment, again, by }: Notice & { readonly by: string },
  context: DecideContext,
): Result<Progress> {
  const waits = stateAfter(progress.state, taskId, 'await');
  if (!waits.ok) return waits;
  const { correctionDays } = conductOf(progress.state, context);
  const rows = materials.map(({ name, result, reason }) => ({ material: name, result, reason }));
  const params = { materials: rows, correctionDays, again: again?.reason, remark: comment };
  const issued = issue(progress, { kind: 'supplement', params }, context);
  if (!issued.ok) return issued;
  const { document } = issued.value;
  const cause = { verb: 'request-supplement', document: document.number };
  const amount = correctionDays === null ? {} : { amount: { n: correctionDays, unit: 'workingDay' } };
  const { task, to } = waits.value;
  const { env, actor } = context;
  const second = again && { again: { ground: again.ground, reason: again.reason ?? '', by } };
  const notice = { document: document.number, task: taskId, at: env.now, by: actor.id, materials, ...second };
  return ok(
    record(
      issued.value.progress,
      [
        { type: 'supplementRequested', notice },
        moveTask({ task, verb: 'request-supplement', to, comment }, context),
        clockEvent({ clock: 'acceptance', effect: 'stop', element: null }, cause, context),
        ...onStepClocks(progress.state, 'pause', { ...cause, tasks: [task] }, context),
        clockEvent({ clock: 'correction', effect: 'start', element: null, ...amount }, cause, context),
      ],
      context,
    ),
  );
}
