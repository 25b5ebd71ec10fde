import { expect } from 'chai';
import { conform } from '../../../adapters/kit/conform.ts';
import { keepContract } from '../../../adapters/kit/keep-contract.ts';
import type { AdapterAnswer } from '../../../engine/port.ts';
import { contractWith } from './support.ts';

let key = 0;
const options = { changes: true, now: () => 0, newKey: () => `k${key++}` };
const CHANGE = contractWith({ effect: 'change' });

const failed = async (answer: (number: unknown, call: number) => AdapterAnswer, more = {}) => {
  let calls = 0;
  const adapter = keepContract(CHANGE, { call: async ({ values }) => answer(values.number, calls++) });
  const findings = await conform(CHANGE, adapter, { ...options, ...more });
  return findings.filter(({ passed }) => !passed).map(({ test }) => test);
};

const good = (number: unknown): AdapterAnswer =>
  number === '1' ? { kind: 'completed', variables: { matches: true } } : { kind: 'error', code: 'office.closed' };

describe('conformance test', () => {
  it('should find nothing in a department that keeps its contract', async () => {
    expect(await failed(good)).to.deep.equal([]);
  });

  it('should find answers that do not fit, errors that do not come and repetitions that differ', async () => {
    expect(await failed(() => ({ kind: 'completed', variables: { matches: 1 } }))).to.include.members([
      'found',
      'closed',
    ]);
    expect(await failed(() => ({ kind: 'completed', variables: { matches: true } }))).to.deep.equal(['closed']);
    expect(
      await failed((number, call) =>
        number === '1' ? { kind: 'completed', variables: { matches: true, amount: call } } : good(number),
      ),
    ).to.deep.equal(['found: repetition']);
  });

  it('should find what is later than agreed', async () => {
    let now = 0;
    const late = await failed(good, { now: () => (now += 3_000) });

    expect(late).to.deep.equal(['found: service level', 'closed: service level']);
  });

  it('should find identity numbers that cannot be right, and not repeat them', async () => {
    const contract = contractWith({
      answer: { type: 'object', properties: { id: { type: 'string', format: 'resident-id' } }, required: ['id'] },
      levels: { number: { level: 3 }, amount: { level: 1 }, id: { level: 3 } },
      examples: [{ name: 'found', request: { number: '1' }, answer: { id: '11010519491231002X' } }],
    });
    const office = (id: string) =>
      keepContract(contract, { call: async () => ({ kind: 'completed', variables: { id } }) });
    const findings = async (id: string) =>
      (await conform(contract, office(id), options)).filter(({ test }) => test.endsWith('identity numbers'));

    expect((await findings('11010519491231002X')).map(({ passed }) => passed)).to.deep.equal([true]);
    const [wrong] = await findings('110105194912310021');
    expect(wrong).to.include({ passed: false, detail: 'cannot be right: /id' });
  });

  it('should change nothing where it may not', async () => {
    const adapter = keepContract(CHANGE, { call: async () => expect.fail('called') });

    expect(await conform(CHANGE, adapter, { ...options, changes: false })).to.deep.equal([]);
  });
});
