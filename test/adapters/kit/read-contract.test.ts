import { expect } from 'chai';
import { readContracts } from '../../../adapters/contracts.ts';
import { ContractError, toContract } from '../../../adapters/kit/read-contract.ts';
import { contractWith, OPERATION } from './support.ts';

const problemsOf = (make: () => unknown): readonly string[] => {
  try {
    make();
  } catch (error) {
    if (error instanceof ContractError) return error.problems;
    throw error;
  }
  return [];
};

describe('contract file', () => {
  it('should be sound for every contract that is shipped', () => {
    expect(readContracts()).to.have.length.above(42);
  });

  it('should have a level for every value, and none for others', () => {
    const { number: _number, ...levels } = OPERATION.levels;

    expect(problemsOf(() => contractWith({ levels }))).to.deep.equal(['office.check: number has no data level']);
    expect(problemsOf(() => contractWith({ levels: { ...OPERATION.levels, other: { level: 1 } } }))).to.deep.equal([
      'office.check: other has a level, but is in neither schema',
    ]);
  });

  it('should look for levels inside objects and lists', () => {
    const item = { type: 'object', properties: { holder: { type: 'string' } } };
    const answer = {
      type: 'object',
      properties: { licences: { type: 'array', items: item }, tags: { type: 'array', items: { type: 'string' } } },
    };
    const problems = problemsOf(() =>
      contractWith({
        answer,
        levels: { number: { level: 1 }, amount: { level: 1 } },
        examples: [{ name: 'x', request: { number: '1' }, answer: {} }],
      }),
    );

    expect(problems).to.deep.equal([
      'office.check: licences.holder has no data level',
      'office.check: tags has no data level',
    ]);
  });

  it('should have examples that fit', () => {
    const examples = [
      { name: 'a', request: {}, answer: { matches: true } },
      { name: 'b', request: { number: '1' }, answer: { matches: 'yes' } },
      { name: 'c', request: { number: '1' } },
      { name: 'd', request: { number: '1' }, error: 'office.burnt' },
    ];

    expect(problemsOf(() => contractWith({ examples }))).to.have.length(4);
  });

  it('should not promise to be slower than its time-out', () => {
    expect(problemsOf(() => contractWith({ slo: { timeoutMs: 100, p95Ms: 200, availability: 1 } }))).to.have.length(1);
  });

  it('should have schemas that are schemas', () => {
    expect(
      problemsOf(() => contractWith({ request: { type: 'object', properties: { a: { type: 'nothing' } } } }))[0],
    ).to.contain('no JSON Schema');
    expect(problemsOf(() => contractWith({ answer: { type: 'string' } }))).to.deep.equal([
      'office.check: its answer is no object',
    ]);
  });

  it('should pass the tests of its own mapping', () => {
    const row = { to: 'matches', from: 'result = "Y"' };
    const passing = { name: 'yes', direction: 'answer', given: { result: 'Y' }, expected: { matches: true } } as const;
    const failing = { ...passing, name: 'wrong', expected: { matches: false } };

    expect(problemsOf(() => contractWith({ mapping: { answer: [row], tests: [passing] } }))).to.deep.equal([]);
    expect(problemsOf(() => contractWith({ mapping: { answer: [row], tests: [failing] } }))[0]).to.contain('"wrong"');
    expect(
      problemsOf(() => contractWith({ mapping: { answer: [{ ...row, from: '1 +' }], tests: [passing] } }))[0],
    ).to.contain('no FEEL');
  });

  it('should say what is wrong with anything else', () => {
    for (const json of [null, 1, 'x', [], {}, { name: 'x' }])
      expect(
        problemsOf(() => toContract(json)),
        JSON.stringify(json),
      ).not.to.deep.equal([]);
    expect(problemsOf(() => contractWith({}, { operations: [OPERATION, OPERATION] }))).to.deep.equal([
      'office.check is there twice',
    ]);
  });
});
