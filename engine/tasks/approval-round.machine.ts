/**
 * The life of a round: `open` until the count decides, then `passed` or `failed`, for good. Signers come and go and votes are taken back only while
 * it is open; whatever happens, the votes are counted again.
 */
import { setup } from 'xstate';
import type { RoundResult } from './vote.ts';

export const ROUND_EVENTS = ['vote', 'retrieve', 'add', 'remove'] as const;

interface RoundMachineEvent {
  readonly type: (typeof ROUND_EVENTS)[number];
  /** What the votes mean afterwards. */
  readonly result: RoundResult;
}

const counted = [
  { guard: 'hasPassed', target: 'passed' },
  { guard: 'hasFailed', target: 'failed' },
  { guard: 'isOpen', target: 'open' },
] as const;

export const approvalRoundMachine = setup({
  types: { context: {} as object, events: {} as RoundMachineEvent },
  guards: {
    hasPassed: ({ event }) => event.result === 'passed',
    hasFailed: ({ event }) => event.result === 'failed',
    isOpen: ({ event }) => event.result === 'open',
  },
}).createMachine({
  id: 'approvalRound',
  context: {},
  initial: 'open',
  states: {
    open: { on: { vote: counted, retrieve: counted, add: counted, remove: counted } },
    passed: { type: 'final' },
    failed: { type: 'final' },
  },
});
