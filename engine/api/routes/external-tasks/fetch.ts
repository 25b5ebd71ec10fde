import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';

const DEFAULT_TASKS = 10;

/** Long polling: a caller that goes away takes nothing. */
export const fetchAndLock: Handler<'fetchAndLock'> = async ({ body, ctx }, { runtime }) => {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  ctx.res.once('close', leave);
  const tasks = await runtime.externalTasks.fetchAndLock({
    ...body,
    maxTasks: body.maxTasks ?? DEFAULT_TASKS,
    signal: gone.signal,
  });
  ctx.res.removeListener('close', leave);
  return { items: tasks.map((task) => ({ ...task, lockExpiresAt: timeText(task.lockExpiresAt) })) };
};
