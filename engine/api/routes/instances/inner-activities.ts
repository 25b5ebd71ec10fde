/** Activities of ad-hoc sub-processes: which can be begun, and beginning one; who may is judged by the command. */
import { refuse } from '../../../errors.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { activitiesOf, activityView, requireInstance, stateOf } from '../../views/instance.ts';
import { showInstance } from './show.ts';

export const listInnerActivities: Handler<'listInnerActivities'> = async (
  { params, principal, language },
  services,
) => {
  const { id, elementInstanceId } = params;
  const row = await requireInstance(services, principal, id, 'case.begin');
  const state = await stateOf(services, row);
  if (row.endedAt !== null || !state.elements[elementInstanceId])
    refuse('not-found', { kind: 'element instance', id: elementInstanceId });
  const activities = await activitiesOf(services.runtime, principal, state);
  const here = activities.filter(({ scope }) => scope === elementInstanceId);
  return { items: here.map((activity) => activityView(activity, language)) };
};

export const startInnerActivity: Handler<'startInnerActivity'> = async (call, services) => {
  const { id, elementInstanceId } = call.params;
  await requireInstance(services, call.principal, id, 'case.begin');
  const input = { ...call.body, elementInstanceId };
  await submit(services, call, { command: 'start-inner-activity', target: { instanceId: id }, input });
  return showInstance(services, call, id);
};
