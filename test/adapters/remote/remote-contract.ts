/** What every adapter that speaks to a real system has to pass, against a counterpart on loopback that behaves as told. */
import { expect } from 'chai';
import type { Contract } from '../../../adapters/kit/contract.ts';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../../../engine/port.ts';
import { requestOf } from '../contract.ts';

/**
 * `silent`: takes the request and never answers. `garbage`: answers what nobody can read. `oversize`: answers without end. `broken`: says that it
 * has failed. `cut`: takes the request and drops the line. `echo`: answers with everything it was sent, keys included.
 */
export type Mode = 'good' | 'silent' | 'garbage' | 'oversize' | 'broken' | 'cut' | 'echo';

export interface Remote {
  readonly adapter: Adapter;
  behave(mode: Mode): void;
  /** The idempotency keys that arrived, in their order. */
  keys(): readonly (string | undefined)[];
  stop(): Promise<void>;
}

export interface Subject {
  readonly start: () => Promise<Remote>;
  readonly good: { readonly topic: string; readonly variables: AdapterRequest['variables'] };
  /** A request that the department refuses, and as what. */
  readonly refused?: { readonly variables: AdapterRequest['variables']; readonly code: string };
  readonly effect: 'query' | 'change';
  readonly modes: readonly Exclude<Mode, 'good'>[];
  /** What a mode means where it is certain that nothing was done, although the counterpart was reached. */
  readonly certain?: readonly Mode[];
  readonly secrets: readonly string[];
  /** False where the protocol has no place for a key: a view only reads. */
  readonly carriesKey?: boolean;
}

export function describeRemote(subject: Subject): void {
  const { good, refused, effect, modes, certain = [], secrets, carriesKey = true } = subject;
  const answers: AdapterAnswer[] = [];

  describe('contract of remote adapters', () => {
    let remote: Remote;
    before(async function () {
      this.timeout(60_000);
      remote = await subject.start();
    });
    beforeEach(() => remote.behave('good'));
    after(() => remote.stop());

    const call = async (more: Partial<AdapterRequest> = {}): Promise<AdapterAnswer> => {
      const answer = await remote.adapter.call(requestOf({ ...good, idempotencyKey: newKey(), ...more }));
      answers.push(answer);
      return answer;
    };

    it('should be answered', async () => {
      const answer = await call();

      expect(answer, JSON.stringify(answer)).to.have.property('kind', 'completed');
    });

    if (carriesKey)
      it('should pass on the key of the request, the same at each attempt', async () => {
        const idempotencyKey = newKey();
        const before = new Set(remote.keys());

        await call({ idempotencyKey });
        await call({ idempotencyKey, attempt: 2 });
        const once = remote.keys().filter((key) => !before.has(key));
        await call();

        expect(new Set(once).size).to.equal(1);
        expect(new Set(remote.keys()).size).to.equal(before.size + 2);
      });

    if (refused)
      it('should call a refusal by its name', async () => {
        expect(await call({ variables: refused.variables })).to.deep.include({ kind: 'error', code: refused.code });
      });

    for (const mode of modes)
      it(`should cope with a department that is ${mode}`, async () => {
        remote.behave(mode);

        const answer = await call();

        const lost = effect === 'query' || certain.includes(mode) ? 'failed' : 'unknown';
        expect(answer.kind, JSON.stringify(answer)).to.equal(lost);
        remote.behave('good');
        expect((await call()).kind).to.equal('completed');
      });

    it('should not begin what is interrupted already', async () => {
      const before = remote.keys().length;

      const answer = await call({ signal: AbortSignal.abort() });

      expect(answer.kind).to.equal('failed');
      expect(remote.keys().length).to.equal(before);
    });

    it('should come back from a call that is interrupted', async () => {
      if (!modes.includes('silent')) return;
      remote.behave('silent');
      const controller = new AbortController();

      const pending = call({ signal: controller.signal });
      setTimeout(() => controller.abort(), 100);

      expect((await pending).kind).to.be.oneOf(['failed', 'unknown']);
    });

    it('should never show a secret', () => {
      expect(answers).to.have.length.above(0);
      for (const secret of secrets)
        for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
          expect(JSON.stringify(answers)).to.not.contain(form);
    });

    it('should fail, certainly not done, where nobody is there', async () => {
      await remote.stop();
      // A connection that was kept breaks at its first use, and then nobody can know.
      await call();

      expect((await call()).kind).to.equal('failed');
    });
  });
}

/** A contract whose department has to be quick, for tests that wait for the limit. */
export const quick = (contract: Contract, timeoutMs = 2_000): Contract => ({
  ...contract,
  operations: contract.operations.map((operation) => ({
    ...operation,
    slo: { ...operation.slo, timeoutMs, p95Ms: timeoutMs },
  })),
});

let count = 0;
const newKey = (): string => `key-${process.pid}-${++count}`;
