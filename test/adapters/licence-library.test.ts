import { expect } from 'chai';
import { readContract } from '../../adapters/kit/read-contract.ts';
import { createLicenceLibrary } from '../../adapters/licence-library/licence-library.ts';
import type { Surroundings } from '../../adapters/surroundings.ts';
import { describeAdapterContract, instantSleep, requestOf } from './contract.ts';

const CONTRACT = readContract(new URL('../../adapters/licence-library/contract.json', import.meta.url));
const library = (surroundings: Surroundings) => createLicenceLibrary(CONTRACT, surroundings);

const fetch = (licenceNumber: string) => ({
  topic: 'licence-library.fetch',
  variables: { licenceNumber, holder: '王小明' },
});

describe('licence library', () => {
  describeAdapterContract(library, [
    { ...fetch('SLOW-1'), kind: 'completed' },
    { ...fetch('A-1'), kind: 'completed' },
    { ...fetch('NONE-1'), kind: 'error' },
    { ...fetch('OTHER-1'), kind: 'error' },
    { ...fetch('DOWN-1'), kind: 'error' },
    { topic: 'licence-library.fetch', variables: {}, kind: 'error' },
    { ...fetch('FLAKY-1'), attempt: 2, kind: 'failed' },
    { ...fetch('FLAKY-1'), attempt: 3, kind: 'completed' },
    { ...fetch('DEAD-1'), attempt: 99, kind: 'failed' },
    { topic: 'licence-library.issue', variables: { holder: '王小明', validYears: 5 }, kind: 'completed' },
    { topic: 'licence-library.revoke', variables: { licenceNumber: 'A-1', reason: '期满' }, kind: 'completed' },
    { topic: 'licence-library.revoke', variables: { licenceNumber: 'NONE-1', reason: '期满' }, kind: 'error' },
    { topic: 'licence-library.revoke', variables: { licenceNumber: 'LOST-1', reason: '期满' }, kind: 'unknown' },
  ]);

  it('should hand out the licence that was asked for', async () => {
    const answer = await library(instantSleep()).call(requestOf(fetch('A-7')));

    expect(answer).to.deep.equal({
      kind: 'completed',
      variables: { licence: { number: 'A-7', holder: '王小明', status: 'valid' } },
    });
  });

  it('should take its time where the number says so', async () => {
    const surroundings = instantSleep();

    await library(surroundings).call(requestOf(fetch('SLOW-7')));

    expect(surroundings.slept).to.deep.equal([3_000]);
  });

  it('should issue one number per request, however often it is asked', async () => {
    const adapter = library(instantSleep());
    const issue = (idempotencyKey: string) =>
      adapter.call(requestOf({ topic: 'licence-library.issue', idempotencyKey, variables: { holder: '王小明' } }));

    const answers = await Promise.all([issue('k-1'), issue('k-1'), issue('k-2')]);

    expect(answers[0]).to.deep.equal(answers[1]);
    expect(answers[0]).to.not.deep.equal(answers[2]);
  });
});
