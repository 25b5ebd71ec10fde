import { Refusal } from '../../../errors.ts';
import type { AdapterHealth as Health } from '../../../runtime/departments/departments.ts';
import type { Contract } from '../../contract/contracts.ts';
import type { AdapterHealth } from '../../contract/effects.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';

export const listAdapters: Handler<'listAdapters'> = async (_call, { runtime, options }) => {
  const promised = new Map((options.contracts ?? []).map((contract) => [contract.name, promiseOf(contract)]));
  const health = await runtime.departments.health();
  return { items: health.map((each) => healthView(each, promised.get(each.name) ?? null)) };
};

/** Of all its operations together the one that is promised least. */
const promiseOf = ({ operations }: Contract): AdapterHealth['promised'] => ({
  p95Ms: Math.max(...operations.map(({ slo }) => slo.p95Ms)),
  availability: Math.min(...operations.map(({ slo }) => slo.availability)),
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

const healthView = (
  { switch: turned, level, ...health }: Health,
  promised: AdapterHealth['promised'],
): AdapterHealth => ({
  ...health,
  ...{ p95Ms: level?.p95Ms ?? null, answered: level?.answered ?? null, promised },
  topics: [...health.topics],
  triesAt: timeTextOrNull(health.triesAt),
  switch: turned && { off: turned.off, reason: turned.reason, by: turned.by, at: timeText(turned.at) },
});
