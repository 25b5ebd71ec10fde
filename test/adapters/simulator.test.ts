import { expect } from 'chai';
import type { Rule } from '../../adapters/simulator/rule.ts';
import { createSimulator } from '../../adapters/simulator/simulator.ts';
import { describeAdapterContract, endlessSleep, instantSleep, requestOf } from './contract.ts';

const department = (rules: readonly Rule[]) => ({ name: 'tax-office', topics: ['tax.check'], rules });
const ask = (rules: readonly Rule[], variables = {}, attempt = 1) =>
  createSimulator(department(rules), instantSleep()).call(requestOf({ topic: 'tax.check', variables, attempt }));

const YES = { kind: 'completed', variables: { debt: 0 } } as const;
const NO = { kind: 'error', code: 'tax.debt', variables: { debt: '{amount}' } } as const;

describe('simulated department', () => {
  describeAdapterContract(
    (surroundings) => createSimulator(department([{ delayMs: 10, answer: YES }]), surroundings),
    [{ topic: 'tax.check', variables: {}, kind: 'completed' }],
  );

  it('should follow the first rule that matches', async () => {
    const rules = [{ when: [{ variable: 'amount', is: 'present' }], answer: NO }, { answer: YES }] as const;

    expect((await ask(rules, { amount: 5 })).kind).to.equal('error');
    expect((await ask(rules, { amount: null })).kind).to.equal('completed');
  });

  it('should need every condition of a rule', async () => {
    const rules = [
      {
        when: [
          { variable: 'kind', is: 'equal', value: 'a' },
          { variable: 'code', is: 'prefix', value: 'X' },
          { variable: 'hold', is: 'absent' },
        ],
        answer: NO,
      },
      { answer: YES },
    ] as const;

    expect((await ask(rules, { kind: 'a', code: 'X1' })).kind).to.equal('error');
    expect((await ask(rules, { kind: 'b', code: 'X1' })).kind).to.equal('completed');
    expect((await ask(rules, { kind: 'a', code: 1 })).kind).to.equal('completed');
    expect((await ask(rules, { kind: 'a', code: 'X1', hold: true })).kind).to.equal('completed');
  });

  it('should keep a rule to its topic', async () => {
    const rules = [{ topic: 'tax.other', answer: NO }, { answer: YES }] as const;

    expect((await ask(rules)).kind).to.equal('completed');
  });

  it('should fail as often as told, then answer', async () => {
    const rules = [{ failFirst: 2, failure: { message: 'busy', retryAfterMs: 100 }, answer: YES }] as const;

    expect(await ask(rules, {}, 1)).to.deep.equal({ kind: 'failed', message: 'busy', retryAfterMs: 100 });
    expect((await ask(rules, {}, 2)).kind).to.equal('failed');
    expect((await ask(rules, {}, 3)).kind).to.equal('completed');
  });

  it('should fail where no rule matches and where a rule has no answer', async () => {
    expect((await ask([])).kind).to.equal('failed');
    expect((await ask([{}], {}, 99)).kind).to.equal('failed');
  });

  it('should fill placeholders and keep the type of a lone one', async () => {
    const answer = {
      kind: 'completed',
      variables: { sum: '{amount}', list: ['{amount}', 'no {amount} of {@businessKey}'], gone: '{nothing}', fixed: 1 },
    } as const;

    expect(await ask([{ answer }], { amount: 5 })).to.deep.equal({
      kind: 'completed',
      variables: { sum: 5, list: [5, 'no 5 of case-1'], gone: null, fixed: 1 },
    });
    expect(await ask([{ answer: NO }], { amount: 5 })).to.deep.include({ code: 'tax.debt', variables: { debt: 5 } });
  });

  it('should answer "failed" when it is interrupted while it waits', async () => {
    const controller = new AbortController();
    const slow = createSimulator(department([{ delayMs: 1_000, answer: YES }]), endlessSleep);

    const pending = slow.call(requestOf({ topic: 'tax.check', signal: controller.signal }));
    controller.abort();

    expect((await pending).kind).to.equal('failed');
  });

  it('should not hide a sleep that breaks', async () => {
    const broken = createSimulator(department([{ delayMs: 1, answer: YES }]), {
      ...instantSleep(),
      sleep: async () => {
        throw new Error('broken clock');
      },
    });

    const outcome = await broken.call(requestOf({ topic: 'tax.check' })).catch((error: Error) => error.message);

    expect(outcome).to.equal('broken clock');
  });
});
