import { databaseHealth, queueHealth } from '../../../store/read/system-health.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';

export const getSystemHealth: Handler<'getSystemHealth'> = async (_call, { database, runtime }) => {
  const asked = performance.now();
  const figures = await databaseHealth(database);
  const answerMs = performance.now() - asked;
  const now = runtime.clock.now();
  const queues = await queueHealth(database, now);
  return {
    now: timeText(now),
    database: { ...figures, answerMs },
    queues: queues.map(({ oldestDueAt, ...queue }) => ({
      ...queue,
      oldestDueAt: timeTextOrNull(oldestDueAt),
      lateMs: oldestDueAt === null ? 0 : Math.max(0, now - oldestDueAt),
    })),
  };
};
