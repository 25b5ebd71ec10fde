import { Refusal } from '../../../errors.ts';
import type { AdapterHealth as Health } from '../../../runtime/departments/departments.ts';
import type { AdapterHealth } from '../../contract/effects.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';

export const listAdapters: Handler<'listAdapters'> = async (_call, { runtime }) => ({
  items: (await runtime.departments.health()).map(healthView),
});

export const switchAdapter: Handler<'switchAdapter'> = async ({ params, body, principal }, { runtime }) => {
  const switched = await runtime.departments.throwSwitch({
    adapter: params.name,
    off: body.off,
    reason: body.reason,
    by: principal.id,
    at: runtime.clock.now(),
  });
  if (!switched.ok) throw new Refusal(switched.failure);
  return undefined;
};

const healthView = ({ switch: turned, ...health }: Health): AdapterHealth => ({
  ...health,
  topics: [...health.topics],
  triesAt: timeTextOrNull(health.triesAt),
  switch: turned && { off: turned.off, reason: turned.reason, by: turned.by, at: timeText(turned.at) },
});
