import { mayConfirm } from '../../commands/requests.ts';
import { mayWithdraw } from '../../commands/withdraw-instance.ts';
import type { InstanceState, OperationRequest } from '../../core/state.ts';
import type { Runtime } from '../../runtime/engine.ts';
import type { ProcessInstance } from '../contract/instances.ts';
import { timeText } from '../formats.ts';
import type { Principal } from '../principal.ts';
import { judging } from './judging.ts';

type RequestView = ProcessInstance['requests'][number];

/** Operations that wait for a second person, the oldest first. */
export function requestViews(runtime: Runtime, principal: Principal, state: InstanceState): Promise<RequestView[]> {
  const context = judging(runtime, principal);
  const open = Object.values(state.requests ?? {}).sort((a, b) => a.at - b.at);
  return runtime.definitions.withLoaded(() =>
    open.map((request) => ({ ...requestView(request), mayConfirm: mayConfirm(state, request, context) })),
  );
}

function requestView({
  id,
  verb,
  by,
  at,
  reason,
  input,
  users,
  groups,
}: OperationRequest): Omit<RequestView, 'mayConfirm'> {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const confirmedBy = [...new Set([...users, ...groups])];
  return { id, verb, by: by.id, at: timeText(at), reason, to: text(input.to), taskId: text(input.taskId), confirmedBy };
}

/** Whether the caller may withdraw as the applicant; officials need a signed request, which is judged when they have one. */
export function mayWithdrawOwn(runtime: Runtime, principal: Principal, state: InstanceState): Promise<boolean> {
  return runtime.definitions.withLoaded(() => mayWithdraw(state, judging(runtime, principal)).ok);
}
