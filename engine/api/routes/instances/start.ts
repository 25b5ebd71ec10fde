import { withConsents } from '../../asked-consents.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { startedDefinition } from '../../views/definition.ts';
import { instanceViews } from '../../views/instance.ts';

export const startProcessInstance: Handler<'startProcessInstance'> = async (call, services) => {
  const { consents: said = [], ...input } = call.body;
  const open = (target: 'new' | { readonly newInstanceId: string }) =>
    submit(services, call, { command: 'start-process-instance', target, input });
  const { instanceId } =
    said.length === 0 || call.rehearses
      ? await open('new')
      : await withConsents(services, call.principal, {
          start: { definitionId: await startedDefinition(services, input), variables: input.variables ?? {}, said },
          open: (newInstanceId) => open({ newInstanceId }),
        });
  const [view] = await instanceViews(services, call, {
    rows: [await findAnyInstance(services.database, instanceId)],
    whole: true,
  });
  if (!view) throw new Error(`Expected case ${instanceId} to be shown, but it was not.`);
  return view;
};
