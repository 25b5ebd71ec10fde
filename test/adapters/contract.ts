import { expect } from 'chai';
import type { Surroundings } from '../../adapters/surroundings.ts';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../../engine/port.ts';

type Variables = AdapterRequest['variables'];

export interface ContractExample {
  readonly topic: string;
  readonly variables: Variables;
  readonly attempt?: number;
  readonly kind: AdapterAnswer['kind'];
}

/** A machine without network and secrets. */
const bare = {
  resolve: async (host: string) => Promise.reject(new Error(`no address for ${host}`)),
  secret: async () => undefined,
};

/** A sleep that passes at once and notes what it was asked for. */
export function instantSleep(): Surroundings & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    ...bare,
    slept,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
    },
  };
}

/** A sleep that never ends by itself: only the signal ends it. */
export const endlessSleep: Surroundings = {
  ...bare,
  sleep: (_, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

export const requestOf = (more: Partial<AdapterRequest> & { readonly topic: string }): AdapterRequest => ({
  idempotencyKey: 'key-1',
  instanceId: 'instance-1',
  businessKey: 'case-1',
  elementId: 'Task',
  attempt: 1,
  requestedBy: 'chen',
  purpose: null,
  variables: {},
  signal: new AbortController().signal,
  ...more,
});

/** What the engine relies on, whatever the department behind it. */
export function describeAdapterContract(
  create: (surroundings: Surroundings) => Adapter,
  examples: readonly ContractExample[],
) {
  describe('adapter contract', () => {
    const call = (example: ContractExample, signal = new AbortController().signal): Promise<AdapterAnswer> =>
      create(instantSleep()).call(requestOf({ ...example, attempt: example.attempt ?? 1, signal }));

    it('should name itself and serve distinct topics', () => {
      const { name, topics } = create(instantSleep());

      expect(name).to.match(/^[a-z][a-z-]*$/);
      expect(topics).to.have.length.above(0);
      expect(new Set(topics).size).to.equal(topics.length);
    });

    it('should have an example for every topic', () => {
      const { topics } = create(instantSleep());

      expect(new Set(examples.map(({ topic }) => topic))).to.deep.equal(new Set(topics));
    });

    for (const example of examples) {
      const title = `${example.topic} with ${JSON.stringify(example.variables)}, attempt ${example.attempt ?? 1}`;

      it(`should answer "${example.kind}" to ${title}`, async () => {
        const answer = await call(example);

        expect(answer.kind).to.equal(example.kind);
        expect(JSON.parse(JSON.stringify(answer)), 'plain JSON').to.deep.equal(answer);
        if (answer.kind === 'error') expect(answer.code).to.match(/^[a-z][a-z.-]*$/);
        if (answer.kind === 'failed' || answer.kind === 'unknown') expect(answer.message).to.not.equal('');
      });

      it(`should answer a repetition alike: ${title}`, async () => {
        const adapter = create(instantSleep());
        const request = requestOf({ ...example, attempt: example.attempt ?? 1 });

        const first = await adapter.call(request);
        const second = await adapter.call(request);

        expect(second).to.deep.equal(first);
      });

      it(`should leave the request as it is: ${title}`, async () => {
        const variables = structuredClone(example.variables);

        await call({ ...example, variables });

        expect(variables).to.deep.equal(example.variables);
      });
    }

    it('should come back from a call that is aborted while it waits', async () => {
      const [example] = examples;
      const controller = new AbortController();
      const adapter = create(endlessSleep);

      const pending = adapter.call(requestOf({ topic: example?.topic ?? '', ...example, signal: controller.signal }));
      controller.abort(new Error('time limit'));

      expect((await pending).kind).to.be.oneOf(['completed', 'error', 'failed', 'unknown']);
    });
  });
}
