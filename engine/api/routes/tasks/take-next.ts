import { Refusal } from '../../../errors.ts';
import { findTasks } from '../../../store/read/tasks.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { readerOf } from '../../views/reader.ts';
import { taskView } from '../../views/task.ts';

export const takeNextTask: Handler<'takeNextTask'> = async ({ principal, body: filter, receipt }, services) => {
  const reader = await readerOf(services, principal);
  const taken = await services.runtime.taker.take({ actor: actorOf(principal), reader, filter, receipt });
  if (!taken.ok) throw new Refusal(taken.failure);
  if (taken.value === null) return undefined;
  const [row] = await findTasks(services.database, [taken.value]);
  return row && taskView(services, principal, row);
};
