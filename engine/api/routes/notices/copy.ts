import { timeText } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import { findAnyInstance } from '../../views/any-instance.ts';
import { stateOf } from '../../views/instance.ts';
import { noticeViews } from '../../views/notice.ts';
import { caseShield } from '../../views/shield.ts';
import { requireNotice } from './access.ts';

/** Its reader sees the data that the copy names, as they are now, and nothing else of the case. */
export const getCopy: Handler<'getCopy'> = async ({ params, principal, language }, services) => {
  const row = await requireNotice(services, principal, { id: params.id, kind: 'copy' });
  const [view] = await noticeViews<'copy'>(services, { principal, language }, [row]);
  if (!view) throw new Error(`Expected copy ${params.id} to be shown, but it is not.`);
  const instance = await findAnyInstance(services.database, row.instanceId);
  const { status, startedAt } = instance;
  const state = await stateOf(services, instance);
  const shield = await caseShield(services, principal, { row: instance, state, variables: instance.variables });
  const variables = shield.variables(instance.variables);
  const data = Object.fromEntries(Object.entries(variables).filter(([name]) => view.fields.includes(name)));
  return { ...view, data, caseStatus: status, startedAt: timeText(startedAt) };
};
