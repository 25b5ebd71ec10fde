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

  describe('identity numbers', () => {
    const GOOD = '11010519491231002X';
    const BAD = '110105194912310021';
    const person = { type: 'string', format: 'resident-id' };
    const either = { type: 'string', anyOf: [{ format: 'resident-id' }, { format: 'credit-code' }] };
    const row = { type: 'object', properties: { id: person, name: { type: 'string' } }, required: ['id'] };
    const contract = contractWith({
      request: { type: 'object', properties: { number: person } },
      answer: {
        type: 'object',
        properties: {
          holder: person,
          owner: either,
          rows: { type: 'array', items: row },
          matches: { type: 'boolean' },
        },
        required: ['matches', 'holder'],
        additionalProperties: false,
      },
      levels: Object.fromEntries(
        ['number', 'holder', 'owner', 'rows.id', 'rows.name', 'matches'].map((path) => [path, { level: 3 }] as const),
      ),
      examples: [{ name: 'found', request: { number: GOOD }, answer: { matches: true, holder: GOOD } }],
    });
    const said = (variables: object) =>
      keepContract(
        contract,
        answering({ kind: 'completed', variables: { matches: true, holder: GOOD, ...variables } }),
      ).call(requestOf({ topic: 'office.check', variables: { number: GOOD } }));

    it('should be refused in a request, and sent as records write them', async () => {
      const seen: unknown[] = [];
      const adapter = keepContract(contract, {
        call: async ({ values }) => {
          seen.push(values);
          return { kind: 'completed', variables: { matches: true, holder: GOOD } };
        },
      });
      const refused = await adapter.call(requestOf({ topic: 'office.check', variables: { number: BAD } }));
      await adapter.call(requestOf({ topic: 'office.check', variables: { number: ' 11010519491231002x' } }));

      expect(refused).to.deep.include({ kind: 'error', code: 'contract.request' });
      expect(JSON.stringify(refused)).to.not.contain(BAD);
      expect(seen).to.deep.equal([{ number: GOOD }]);
    });

    it('should be set aside where an answer has wrong ones, and the rest taken', async () => {
      const rows = [
        { id: GOOD, name: 'a' },
        { id: BAD, name: 'b' },
        { id: GOOD, name: 'c' },
      ];
      const answer = await said({ holder: BAD, owner: '91350100M000100Y43', rows });

      expect(answer).to.deep.equal({
        kind: 'completed',
        variables: { matches: true, holder: null, owner: '91350100M000100Y43', rows: [rows[0], rows[2]] },
        quality: {
          source: 'office',
          checked: [
            { field: 'holder', rule: 'resident-id', checked: 1, failed: 1 },
            { field: 'owner', rule: 'credit-code | resident-id', checked: 1, failed: 0 },
            { field: 'rows.id', rule: 'resident-id', checked: 3, failed: 1 },
          ],
          setAside: [
            { place: '/holder', field: 'holder', rule: 'resident-id', value: BAD },
            { place: '/rows/1/id', field: 'rows.id', rule: 'resident-id', value: BAD },
          ],
        },
      });
    });

    it('should be set aside for every single wrong digit', async () => {
      for (let place = 0; place < 17; place++) {
        const digit = (Number(GOOD[place]) + 1) % 10;
        const wrong = GOOD.slice(0, place) + digit + GOOD.slice(place + 1);
        const answer = await said({ holder: wrong });

        expect(answer, wrong).to.deep.include({ kind: 'completed', variables: { matches: true, holder: null } });
      }
    });

    it('should not excuse an answer of another shape', async () => {
      for (const variables of [{ holder: 5 }, { holder: BAD, matches: 'yes' }, { rows: [{ name: 'no number' }] }])
        expect((await said(variables)).kind).to.equal('failed');
    });
  });

  it('should know which days there are', async () => {
    const on = { type: 'string', format: 'date' };
    const at = { type: 'string', format: 'date-time' };
    const dated = contractWith({
      answer: { type: 'object', properties: { on, at } },
      levels: { number: { level: 3 }, amount: { level: 1 }, on: { level: 1 }, at: { level: 1 } },
      examples: [{ name: 'found', request: { number: '1' }, answer: { on: '2024-02-29', at: '2026-03-02T01:00:00Z' } }],
    });
    const kindOf = async (variables: object) =>
      (await keepContract(dated, answering({ kind: 'completed', variables: { ...variables } })).call(ask())).kind;

    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31'])
      expect(await kindOf({ on: day }), day).to.equal('completed');
    for (const day of ['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'])
      expect(await kindOf({ on: day }), day).to.equal('failed');
    expect(await kindOf({ at: '2026-03-02T23:59:59.5+08:00' })).to.equal('completed');
    for (const time of ['2026-02-30T00:00:00Z', '2026-03-02T24:00:00Z', '2026-03-02T00:61:00Z', '2026-03-02 00:00:00Z'])
      expect(await kindOf({ at: time }), time).to.equal('failed');
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
