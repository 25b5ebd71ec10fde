/** One step on its way: tokens that move, in the order in which the core moves them, and what they have passed. */
import type { Block } from './block.ts';

/** A token that is about to be where a flow leads, or at a node no flow leads to. */
export type Arrival = { readonly flow: number } | { readonly node: number };

export type Passed =
  /** A node, and the flows taken from it; null: a token waits there now. */
  | { readonly node: number; readonly flows: readonly number[] | null; readonly block?: undefined }
  | { readonly block: Block; readonly phase: 'instant' | 'enter' };

export interface Moving {
  readonly tokens: number[];
  readonly queue: Arrival[];
  readonly trace: Passed[];
  /** Data has decided something on the way. */
  data: boolean;
  /** How the scope was left as a whole; null: it was not. */
  ended: number | null;
}

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
