/** What a worker says about the work it holds. */
import { Refusal } from '../../../errors.ts';
import type { Outcome } from '../../../runtime/envelope.ts';
import type { WorkerCall } from '../../../runtime/external-tasks.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Caller } from '../../submit.ts';

interface Held {
  readonly workerId: string;
  readonly lockToken?: number;
}

const workerCall = ({ principal, receipt }: Caller, id: string, { workerId, lockToken }: Held): WorkerCall => ({
  id,
  workerId,
  lockToken,
  actor: actorOf(principal),
  ...(receipt === undefined ? {} : { receipt }),
});

function done(outcome: Outcome | { readonly ok: true; readonly value: unknown }): undefined {
  if (!outcome.ok) throw new Refusal(outcome.failure);
  return undefined;
}

export const completeExternalTask: Handler<'completeExternalTask'> = async (call, { runtime }) =>
  done(await runtime.externalTasks.complete(workerCall(call, call.params.id, call.body), call.body.variables));

export const failExternalTask: Handler<'failExternalTask'> = async (call, { runtime }) => {
  const { workerId: _worker, lockToken: _token, ...failure } = call.body;
  return done(await runtime.externalTasks.failure(workerCall(call, call.params.id, call.body), failure));
};

export const raiseBpmnError: Handler<'raiseBpmnError'> = async (call, { runtime }) => {
  const { workerId: _worker, lockToken: _token, ...error } = call.body;
  return done(await runtime.externalTasks.bpmnError(workerCall(call, call.params.id, call.body), error));
};

export const extendLock: Handler<'extendLock'> = async (call, { runtime }) => {
  return done(
    await runtime.externalTasks.extendLock(workerCall(call, call.params.id, call.body), call.body.lockDuration),
  );
};

export const unlockExternalTask: Handler<'unlockExternalTask'> = async (call, { runtime }) =>
  done(await runtime.externalTasks.unlock(workerCall(call, call.params.id, call.body)));
