import { Refusal } from '../../../errors.ts';
import type { ExternalTask as Fetched } from '../../../runtime/external-tasks.ts';
import type { ExternalTask } from '../../contract/external-tasks.ts';
import { timeText } from '../../formats.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';

const DEFAULT_TASKS = 10;

/** Long polling: a caller that goes away takes nothing. */
export const fetchAndLock: Handler<'fetchAndLock'> = async ({ body, ctx, principal }, { runtime }) => {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  ctx.res.once('close', leave);
  const fetched = await runtime.externalTasks.fetchAndLock({
    ...body,
    actor: actorOf(principal),
    maxTasks: body.maxTasks ?? DEFAULT_TASKS,
    signal: gone.signal,
  });
  ctx.res.removeListener('close', leave);
  if (!fetched.ok) throw new Refusal(fetched.failure);
  return { items: fetched.value.map(taskView) };
};

const taskView = ({ id, topic, instanceId, businessKey, elementId, variables, ...task }: Fetched): ExternalTask => ({
  id,
  topic,
  instanceId,
  businessKey,
  elementId,
  variables,
  lockExpiresAt: timeText(task.lockExpiresAt),
  lockToken: task.lockToken,
  retries: task.retries,
  priority: task.priority,
});
