/** One notice on several channels. Each channel has a key of its own, so what was sent is not sent again while others are tried. */
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
import type { Contract, Values } from '../kit/contract.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import type { Surroundings } from '../surroundings.ts';

interface Channel {
  readonly topic: string;
  readonly variables: Values;
}

type Outcome = 'sent' | 'refused' | 'unknown' | 'failed';

const TRIES = 3;
const PAUSE_MS = 500;

export function createNotify(
  contract: Contract,
  find: (topic: string) => Adapter | undefined,
  { sleep }: Pick<Surroundings, 'sleep'>,
): Adapter {
  /** Nothing is tried again that may have been sent. */
  async function tell({ topic, variables }: Channel, { request }: TalkCall, index: number): Promise<Outcome> {
    const adapter = find(topic);
    if (!adapter) return 'refused';
    for (let attempt = 1; ; attempt++) {
      const key = `${request.idempotencyKey}:${index}`;
      const answer = await adapter.call({ ...request, topic, variables, attempt, idempotencyKey: key });
      const outcome = OUTCOMES[answer.kind];
      if (outcome !== 'failed' || attempt === TRIES || request.signal.aborted) return outcome;
      await sleep(PAUSE_MS * 2 ** (attempt - 1), request.signal);
    }
  }

  return keepContract(contract, {
    async call(call) {
      const { channels, need = 'all' } = call.values as { channels: Channel[]; need?: 'all' | 'any' };
      const outcomes = await Promise.all(channels.map((channel, index) => tell(channel, call, index)));
      return verdict(channels, outcomes, need);
    },
  });
}

const OUTCOMES: Readonly<Record<AdapterAnswer['kind'], Outcome>> = {
  completed: 'sent',
  error: 'refused',
  failed: 'failed',
  unknown: 'unknown',
};

function verdict(channels: readonly Channel[], outcomes: readonly Outcome[], need: 'all' | 'any'): AdapterAnswer {
  const results = channels.map(({ topic }, index) => ({ topic, outcome: outcomes[index] ?? 'unknown' }));
  const sent = outcomes.filter((outcome) => outcome === 'sent').length;
  if (sent === outcomes.length || (need === 'any' && sent > 0)) return { kind: 'completed', variables: { results } };
  if (sent > 0) return { kind: 'error', code: 'notify.incomplete', variables: { results } };
  if (outcomes.includes('unknown')) return { kind: 'unknown', message: 'a channel gave no answer' };
  if (outcomes.includes('failed')) return { kind: 'failed', message: 'no channel could be reached' };
  return { kind: 'error', code: 'notify.refused', variables: { results } };
}
