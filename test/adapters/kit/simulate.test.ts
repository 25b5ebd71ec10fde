import { expect } from 'chai';
import { readContracts } from '../../../adapters/contracts.ts';
import { conform } from '../../../adapters/kit/conform.ts';
import type { Fault } from '../../../adapters/kit/contract.ts';
import { delayFrom, randomFrom } from '../../../adapters/kit/random.ts';
import { simulateContract } from '../../../adapters/kit/simulate.ts';
import { createRegistry } from '../../../adapters/registry.ts';
import { instantSleep, requestOf } from '../contract.ts';
import { contractWith } from './support.ts';

const CHANGE = contractWith({ effect: 'change' });
const ask = (key: string, attempt = 1, number = '77') =>
  requestOf({ topic: 'office.check', idempotencyKey: key, attempt, variables: { number } });
const faulty = (fault: Fault, share = 1) =>
  simulateContract(CHANGE, instantSleep(), { simulation: { medianMs: 0, p95Ms: 0, faults: { [fault]: share } } });

const REGISTRY = createRegistry(instantSleep());
let count = 0;
const OPTIONS = { changes: true, now: () => performance.now(), newKey: () => `conform-${count++}` };

describe('played department', () => {
  for (const contract of readContracts().filter(({ name }) => name !== 'notify')) {
    it(`should keep the contract of ${contract.name}`, async () => {
      const adapter = REGISTRY.adapters.find(({ name }) => name === contract.name);
      if (!adapter) throw new Error(`no adapter ${contract.name}`);

      const findings = await conform(contract, adapter, OPTIONS);

      expect(findings.filter(({ passed }) => !passed)).to.deep.equal([]);
    });

    it(`should answer what nobody recorded by the schema of ${contract.name}`, async () => {
      const bare = {
        ...contract,
        operations: contract.operations.map((operation) => ({ ...operation, examples: [] })),
      };
      const adapter = simulateContract(bare, instantSleep());

      for (const { topic, examples } of contract.operations)
        for (const [index, { request }] of examples.entries()) {
          const answer = await adapter.call(requestOf({ topic, idempotencyKey: `k${index}`, variables: request }));
          expect(answer, JSON.stringify(answer)).to.have.property('kind', 'completed');
        }
    });
  }

  it('should answer as it was recorded', async () => {
    const adapter = simulateContract(CHANGE, instantSleep());

    expect(await adapter.call(ask('a', 1, '1'))).to.deep.equal({ kind: 'completed', variables: { matches: true } });
    expect(await adapter.call(ask('b', 1, '2'))).to.deep.include({ kind: 'error', code: 'office.closed' });
  });

  it('should play the same for the same seed, and something else for another', async () => {
    const answers = async (seed: string) => {
      const adapter = simulateContract(contractWith(), instantSleep(), { seed });
      return Promise.all(Array.from({ length: 20 }, (_, index) => adapter.call(ask('k', 1, `n${index}`))));
    };

    expect(await answers('one')).to.deep.equal(await answers('one'));
    expect(await answers('one')).to.not.deep.equal(await answers('two'));
  });

  it('should do a change once per key', async () => {
    const adapter = simulateContract(CHANGE, instantSleep());

    expect(await adapter.call(ask('k', 2))).to.deep.equal(await adapter.call(ask('k', 1)));
  });

  it('should fail as told', async () => {
    expect((await faulty('failure').call(ask('k'))).kind).to.equal('failed');
    expect((await faulty('garbage').call(ask('k'))).kind).to.equal('unknown');
  });

  it('should have done what it was asked when only the answer was lost', async () => {
    const adapter = faulty('lost-answer');

    const lost = await adapter.call(ask('k'));

    expect(lost.kind).to.equal('unknown');
    expect((await adapter.query?.(ask('k')))?.kind).to.equal('completed');
    expect(await adapter.query?.(ask('other'))).to.deep.equal({ kind: 'absent' });
  });

  it('should fail about as often as told, anew at each attempt', async () => {
    const adapter = faulty('failure', 0.5);
    const kinds = await Promise.all(Array.from({ length: 400 }, (_, index) => adapter.call(ask('k', index + 1))));

    expect(kinds.filter(({ kind }) => kind === 'failed').length).to.be.within(150, 250);
  });

  it('should take as long as real departments do', () => {
    const random = randomFrom('delays');
    const delays = Array.from({ length: 4_000 }, () => delayFrom(random, { medianMs: 100, p95Ms: 400 })).sort(
      (a, b) => a - b,
    );

    expect(delays[2_000]).to.be.within(90, 110);
    expect(delays[3_800]).to.be.within(340, 470);
  });
});
