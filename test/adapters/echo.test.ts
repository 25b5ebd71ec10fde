import { expect } from 'chai';
import { createEcho } from '../../adapters/echo/echo.ts';
import { describeAdapterContract, requestOf } from './contract.ts';

describe('echo', () => {
  describeAdapterContract(createEcho, [
    { topic: 'echo', variables: {}, kind: 'completed' },
    { topic: 'echo', variables: { a: [1, { b: null }] }, kind: 'completed' },
  ]);

  it('should answer with the variables of the request', async () => {
    const answer = await createEcho().call(requestOf({ topic: 'echo', variables: { amount: 3, names: ['王'] } }));

    expect(answer).to.deep.equal({ kind: 'completed', variables: { amount: 3, names: ['王'] } });
  });
});
