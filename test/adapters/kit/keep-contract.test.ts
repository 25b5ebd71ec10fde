import { expect } from 'chai';
import { TalkError } from '../../../adapters/kit/in-time.ts';
import { keepContract, type Talk } from '../../../adapters/kit/keep-contract.ts';
import { ExactNumber } from '../../../engine/exact-number.ts';
import type { AdapterAnswer } from '../../../engine/port.ts';
import { requestOf } from '../contract.ts';
import { contractWith } from './support.ts';

const QUERY = contractWith();
const CHANGE = contractWith({ effect: 'change' });
const ask = (variables = {}) => requestOf({ topic: 'office.check', variables: { number: '1', ...variables } });
const answering = (answer: AdapterAnswer): Talk => ({ call: async () => answer });
const YES = { kind: 'completed', variables: { matches: true } } as const;

describe('kept contract', () => {
  it('should hand over what the contract names, and nothing else', async () => {
    const seen: unknown[] = [];
    const adapter = keepContract(QUERY, {
      call: async ({ values }) => {
        seen.push(values);
        return YES;
      },
    });

    const answer = await adapter.call(ask({ salary: 100, amount: null }));

    expect(answer).to.deep.equal(YES);
    expect(seen).to.deep.equal([{ number: '1' }]);
  });

  it('should not bother the department with a request that does not fit', async () => {
    const adapter = keepContract(QUERY, { call: async () => expect.fail('called') });

    const answer = await adapter.call(ask({ number: '7'.repeat(21) }));

    expect(answer).to.deep.include({ kind: 'error', code: 'contract.request' });
    expect(JSON.stringify(answer)).to.contain('/number');
    expect(JSON.stringify(answer)).to.not.contain('777');
  });

  it('should take an answer that does not fit for none', async () => {
    for (const variables of [
      {},
      { matches: 'SECRET' },
      { matches: true, more: 1 },
      JSON.parse('{"matches":true,"__proto__":{"a":1}}'),
    ]) {
      const query = await keepContract(QUERY, answering({ kind: 'completed', variables })).call(ask());
      const change = await keepContract(CHANGE, answering({ kind: 'completed', variables })).call(ask());

      expect(query.kind).to.equal('failed');
      expect(change.kind).to.equal('unknown');
      expect(JSON.stringify([query, change])).to.not.contain('SECRET');
    }
  });

  it('should keep out what an open contract does not name, at any depth, and leave what it does not describe', async () => {
    const answer = {
      type: 'object',
      properties: {
        matches: { type: 'boolean' },
        rows: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        raw: { type: 'object' },
      },
    };
    const levels = { number: { level: 3 }, amount: { level: 1 }, matches: { level: 2 } } as const;
    const open = contractWith({
      answer,
      levels: { ...levels, 'rows.name': { level: 3 }, raw: { level: 4 } },
    });
    const said = { matches: true, salary: 9, rows: [{ name: '李', phone: '138' }], raw: { any: { thing: 1 } } };

    const kept = await keepContract(open, answering({ kind: 'completed', variables: said })).call(ask());

    expect(kept).to.deep.equal({
      kind: 'completed',
      variables: { matches: true, rows: [{ name: '李' }], raw: { any: { thing: 1 } } },
    });
  });

  it('should let through declared errors only', async () => {
    const closed = { kind: 'error', code: 'office.closed' } as const;

    expect(await keepContract(QUERY, answering(closed)).call(ask())).to.deep.equal(closed);
    const other = await keepContract(CHANGE, answering({ kind: 'error', code: 'office.SECRET' })).call(ask());
    expect(other.kind).to.equal('unknown');
    expect(JSON.stringify(other)).to.not.contain('SECRET');
  });

  it('should know whether something may have been sent', async () => {
    const thrown = (error: unknown): Talk => ({ call: async () => Promise.reject(error) });
    const refused = Object.assign(new Error('to 10.0.0.1 with SECRET'), { code: 'ECONNREFUSED' });

    expect((await keepContract(CHANGE, thrown(refused)).call(ask())).kind).to.equal('failed');
    expect((await keepContract(CHANGE, thrown(new TalkError('x', false))).call(ask())).kind).to.equal('failed');
    expect((await keepContract(CHANGE, thrown(new TalkError('x'))).call(ask())).kind).to.equal('unknown');
    expect((await keepContract(CHANGE, thrown(new Error('SECRET'))).call(ask())).kind).to.equal('unknown');
    expect((await keepContract(QUERY, thrown(new Error('SECRET'))).call(ask())).kind).to.equal('failed');
    for (const error of [refused, new Error('SECRET'), 'SECRET', undefined, null, { code: 'se cret SECRET' }])
      expect(JSON.stringify(await keepContract(CHANGE, thrown(error)).call(ask()))).to.not.contain('SECRET');
  });

  it('should not wait longer than agreed for a department that does not listen', async () => {
    const slow = contractWith({ slo: { timeoutMs: 20, p95Ms: 10, availability: 1 }, effect: 'change' });

    const answer = await keepContract(slow, { call: () => new Promise(() => undefined) }).call(ask());

    expect(answer).to.deep.equal({ kind: 'unknown', message: 'no answer within 20 ms' });
  });

  it('should map names there and back, and see the request while doing so', async () => {
    const mapping = {
      request: [{ to: 'ID_NO', from: 'number' }],
      answer: [
        { to: 'matches', from: 'RESULT = "Y"' },
        { to: 'amount', from: 'number(request.number)' },
      ],
      tests: [{ name: 'id', direction: 'request', given: { number: '1' }, expected: { ID_NO: '1' } }] as const,
    };
    const adapter = keepContract(contractWith({ mapping }), {
      call: async ({ values }) => ({ kind: 'completed', variables: { RESULT: values.ID_NO === '1' ? 'Y' : 'N' } }),
    });

    expect(await adapter.call(ask())).to.deep.equal({ kind: 'completed', variables: { matches: true, amount: 1 } });
  });

  it('should keep every digit of a number', async () => {
    const amount = new ExactNumber('12345678901234567891');
    const adapter = keepContract(QUERY, {
      call: async ({ values }) => ({ kind: 'completed', variables: { matches: true, amount: values.amount } }),
    });

    const answer = await adapter.call(ask({ amount }));

    expect(answer).to.deep.equal({ kind: 'completed', variables: { matches: true, amount } });
  });

  it('should ask what became of a call, and doubt an answer that does not fit', async () => {
    const found = keepContract(CHANGE, { ...answering(YES), lookUp: async () => YES });
    const odd = keepContract(CHANGE, {
      ...answering(YES),
      lookUp: async () => ({ kind: 'completed', variables: { x: 1 } }),
    });
    const broken = keepContract(CHANGE, { ...answering(YES), lookUp: async () => Promise.reject(new Error('SECRET')) });

    expect(await found.query?.(ask())).to.deep.equal(YES);
    expect((await odd.query?.(ask()))?.kind).to.equal('unknown');
    expect(await broken.query?.(ask())).to.deep.equal({ kind: 'unknown', message: 'Error' });
    expect(keepContract(CHANGE, answering(YES)).query).to.equal(undefined);
  });
});
