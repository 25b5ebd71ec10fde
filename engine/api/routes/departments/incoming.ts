import { Refusal, refuse } from '../../../errors.ts';
import { timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';

/** Who has no valid signature learns no more than that; the reason is in the log and in the list of sources. */
export const receiveWebhook: Handler<'receiveWebhook'> = async (
  { params: { source }, raw, ctx },
  { runtime, options },
) => {
  const verdict = await options.webhooks?.judge({
    source,
    headers: plainHeaders(ctx.headers),
    body: raw.toString('utf8'),
    now: runtime.clock.now(),
  });
  if (!verdict) refuse('not-found', { kind: 'webhook', id: source });
  const taken = await runtime.incoming.take({ kind: 'webhook', name: source }, verdict);
  if (verdict.kind === 'refused') {
    if (verdict.reason === 'secret-missing') refuse('webhook-not-ready', { source });
    if (verdict.reason === 'content') refuse('bad-request', { reason: 'content' });
    refuse('webhook-not-trusted', { source, reason: verdict.reason });
  }
  if (!taken.ok) throw new Refusal(taken.failure);
  const { outcome, instanceIds } = taken.value;
  return { outcome, instanceIds: [...instanceIds] };
};

export const listIncomingSources: Handler<'listIncomingSources'> = async (_call, { runtime }) => ({
  items: (await runtime.incoming.list()).map((source) => ({
    ...source,
    lastTakenAt: timeTextOrNull(source.lastTakenAt),
    lastRefusedAt: timeTextOrNull(source.lastRefusedAt),
  })),
});

const plainHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
