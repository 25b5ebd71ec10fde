import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { createSimulatedSeal } from '../../adapters/e-seal/e-seal.ts';
import { readContract } from '../../adapters/kit/read-contract.ts';
import { describeAdapterContract, requestOf } from './contract.ts';

const CONTRACT = readContract(new URL('../../adapters/e-seal/contract.json', import.meta.url));
const hashOf = (text: string): string => createHash('sm3').update(text).digest('hex');
const sealing = (documentHash: string, sealId = 'SEAL-1') => ({
  topic: 'e-seal.seal',
  variables: { documentHash, sealId },
});
const HASH = hashOf('abc');

describe('e-seal', () => {
  describeAdapterContract(
    () => createSimulatedSeal(CONTRACT, () => 0),
    [
      { ...sealing(HASH), kind: 'completed' },
      { ...sealing(HASH, 'SEAL-REVOKED'), kind: 'error' },
      { ...sealing(HASH, 'SEAL-UNKNOWN'), kind: 'error' },
      { ...sealing('no hash'), kind: 'error' },
      {
        topic: 'e-seal.verify',
        variables: { documentHash: HASH, signature: 'AA==', certificate: 'AA==' },
        kind: 'completed',
      },
    ],
  );

  it('should verify what was sealed and nothing else', async () => {
    const adapter = createSimulatedSeal(CONTRACT);
    const sealed = await adapter.call(requestOf(sealing(HASH)));
    if (sealed.kind !== 'completed') throw new Error(sealed.kind);
    const valid = async (documentHash: string, more = {}) => {
      const variables = {
        documentHash,
        signature: sealed.variables.signature,
        certificate: sealed.variables.certificate,
        ...more,
      };
      const answer = await adapter.call(requestOf({ topic: 'e-seal.verify', variables }));
      return answer.kind === 'completed' && answer.variables.valid;
    };

    expect(await valid(HASH)).to.equal(true);
    expect(await valid(hashOf('abd'))).to.equal(false);
    expect(await valid(HASH, { signature: 'AAAA' })).to.equal(false);
    expect(await valid(HASH, { certificate: 'AAAA' })).to.equal(false);
  });

  it('should seal once per key, and know afterwards', async () => {
    let now = 0;
    const adapter = createSimulatedSeal(CONTRACT, () => (now += 1_000));

    const first = await adapter.call(requestOf(sealing(HASH)));
    const again = await adapter.call(requestOf({ ...sealing(HASH), attempt: 2 }));

    expect(again).to.deep.equal(first);
    expect(await adapter.query?.(requestOf(sealing(HASH)))).to.deep.equal(first);
    expect(await adapter.query?.(requestOf({ ...sealing(HASH), idempotencyKey: 'other' }))).to.deep.equal({
      kind: 'absent',
    });
  });
});
