import { Refusal } from '../../../errors.ts';
import type { Outcome } from '../../../runtime/envelope.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { jobView, requireJob } from './jobs.ts';

function requireDone(outcome: Outcome): void {
  if (!outcome.ok) throw new Refusal(outcome.failure);
}

export const executeJob: Handler<'executeJob'> = async ({ params, principal }, { runtime }) => {
  requireDone(await runtime.jobs.execute(params.id, actorOf(principal)));
  return undefined;
};

export const retryJob: Handler<'retryJob'> = async ({ params: { id }, principal }, services) => {
  const before = await requireJob(services, id);
  requireDone(await services.runtime.jobs.retry(id, actorOf(principal)));
  return jobView(services, principal, await requireJob(services, id).catch(() => before));
};

export const rescheduleJob: Handler<'rescheduleJob'> = async ({ params: { id }, body, principal }, services) => {
  requireDone(await services.runtime.jobs.reschedule(id, Date.parse(body.dueAt), actorOf(principal)));
  return jobView(services, principal, await requireJob(services, id));
};
