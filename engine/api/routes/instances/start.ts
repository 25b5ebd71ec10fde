import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { instanceViews } from '../../views/instance.ts';
import { requireStarted } from './started.ts';

export const startProcessInstance: Handler<'startProcessInstance'> = async (call, services) => {
  const { instanceId } = await submit(services, call, {
    command: 'start-process-instance',
    target: 'new',
    input: call.body,
  });
  const [view] = await instanceViews(services, call, [await requireStarted(services, instanceId)]);
  if (!view) throw new Error(`Expected case ${instanceId} to be shown, but it was not.`);
  return view;
};
