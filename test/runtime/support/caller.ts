/**
 * A process of its own that does what is due: `caller.ts <database> <office>`. Its departments are one office on loopback: `asked` can be asked
 * what became of a call, `mute` cannot, and a repeat counts twice there. It prints `up`, and `idle` when nothing is left to do.
 */
import type { Adapter, AdapterRequest } from '../../../engine/port.ts';
import { createTestEngine } from './engine.ts';

const [url = '', office = ''] = process.argv.slice(2);

const at = (path: string, { idempotencyKey, signal }: AdapterRequest): Promise<Response> =>
  fetch(`${office}/${path}/${idempotencyKey}`, { method: 'POST', signal });

const department = (name: string, more: Partial<Adapter>): Adapter => ({
  name,
  topics: [name],
  timeoutMs: 10_000,
  limits: { failuresToOpen: 1_000 },
  call: async (request) => {
    await (await at(name, request)).text();
    return { kind: 'completed', variables: {} };
  },
  ...more,
});

const engine = await createTestEngine(url, {
  adapters: [
    department('asked', {
      query: async (request) => {
        const known = (await (await at('known', request)).text()) === 'yes';
        return known ? { kind: 'completed', variables: {} } : { kind: 'absent' };
      },
    }),
    department('mute', { repeats: 'doubled' }),
  ],
});
process.stdout.write('up\n');
await engine.runtime.settle();
process.stdout.write('idle\n');
await engine.close();
