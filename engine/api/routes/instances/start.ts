import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { instanceViews } from '../../views/instance.ts';

export const startProcessInstance: Handler<'startProcessInstance'> = async (call, services) => {
  const { instanceId } = await submit(services, call, {
    command: 'start-process-instance',
    target: 'new',
    input: call.body,
  });
  const [view] = await instanceViews(services, call, {
    rows: [await findAnyInstance(services.database, instanceId)],
    whole: true,
  });
  if (!view) throw new Error(`Expected case ${instanceId} to be shown, but it was not.`);
  return view;
};
