import type { Adapter } from '../../engine/port.ts';

/** Answers with what it was asked: to try out mappings, and as the smallest example of an adapter. */
export function createEcho(): Adapter {
  return {
    name: 'echo',
    topics: ['echo'],
    call: async ({ variables }) => ({ kind: 'completed', variables }),
  };
}
