/** One step on its way: tokens that move, in the order in which the core moves them, and what they have passed. */
import type { Arrival, Moving } from './net.ts';

export const moving = (tokens: readonly number[], queue: readonly Arrival[] = []): Moving => ({
  tokens: [...tokens],
  queue: [...queue],
  trace: [],
  data: false,
  ended: null,
});

export const branch = (from: Moving): Moving => ({
  ...from,
  tokens: [...from.tokens],
  queue: [...from.queue],
  trace: [...from.trace],
});

/** Everything in the scope ends. */
export function endWith(it: Moving, exit: number): Moving {
  it.tokens.length = 0;
  it.queue.length = 0;
  it.ended = exit;
  return it;
}
