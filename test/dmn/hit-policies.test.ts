import { expect } from 'chai';
import { decision, dmn, outcomeOf, problemsOf, reasonOf, resultOf, table } from './support.ts';

const RULES = [
  ['> 5', '"low"', '10'],
  ['> 10', '"high"', '30'],
  ['> 20', '"middle"', '20'],
];

const one = (hitPolicy: string, output = 'level:string:"high","middle","low"') =>
  dmn(
    decision(
      table({
        hitPolicy,
        inputs: ['n:number'],
        outputs: [output],
        rules: RULES.map(([n, level]) => [n ?? '', level ?? '']),
      }),
    ),
  );

const amounts = (hitPolicy: string, output = 'amount:number') =>
  dmn(
    decision(
      table({
        hitPolicy,
        inputs: ['n:number'],
        outputs: [output],
        rules: RULES.map(([n, , amount]) => [n ?? '', amount ?? '']),
      }),
    ),
  );

const both = (hitPolicy: string) =>
  dmn(
    decision(
      table({
        hitPolicy,
        inputs: ['n:number'],
        outputs: ['level:string:"high","middle","low"', 'amount'],
        rules: RULES,
      }),
    ),
  );

describe('dmn/hit policies', () => {
  describe('UNIQUE', () => {
    const unique = dmn(
      decision(
        table({
          inputs: ['n:number'],
          outputs: ['level'],
          rules: [
            ['[6..10]', '"low"'],
            ['[9..30]', '"middle"'],
            ['>= 25', '"high"'],
          ],
        }),
      ),
    );

    it('should give the outputs of the one rule that matches', () => {
      expect(resultOf(unique, { n: 7 })).to.equal('low');
    });

    it('should fail where several match, and name them', () => {
      expect(reasonOf(unique, { n: 10 })).to.contain('rules 1, 2 ');
      expect(reasonOf(unique, { n: 30 })).to.contain('rules 2, 3 ');
    });

    it('should give null where none matches', () => {
      expect(resultOf(unique, { n: 1 })).to.equal(null);
      expect(resultOf(unique, {})).to.equal(null);
    });
  });

  describe('ANY', () => {
    const any = dmn(
      decision(
        table({
          hitPolicy: 'ANY',
          inputs: ['n'],
          outputs: ['ok'],
          rules: [
            ['> 5', 'true'],
            ['> 10', 'n < 30'],
          ],
        }),
      ),
    );

    it('should give what all that match give', () => {
      const outcome = outcomeOf(any, { n: 20 });

      expect(outcome).to.deep.include({ ok: true, result: true });
      expect(outcome.ok && outcome.trace[0]?.rules.map(({ number }) => number)).to.deep.equal([1, 2]);
    });

    it('should fail where they differ, and name them', () => {
      expect(reasonOf(any, { n: 40 })).to.contain('rules 1, 2');
    });
  });

  it('should count only the first rule under FIRST', () => {
    const outcome = outcomeOf(one('FIRST'), { n: 25 });

    expect(outcome.ok && outcome.trace[0]?.rules).to.deep.equal([{ id: 'r1', number: 1, outputs: { level: 'low' } }]);
  });

  it('should give the rule of the highest priority under PRIORITY, by the order of outputValues', () => {
    expect(resultOf(one('PRIORITY'), { n: 25 })).to.equal('high');
    expect(resultOf(both('PRIORITY'), { n: 25 })).to.deep.equal({ level: 'high', amount: 30 });
  });

  it('should give all in the order of the table under RULE ORDER and COLLECT, of priority under OUTPUT ORDER', () => {
    expect(resultOf(one('RULE ORDER'), { n: 25 })).to.deep.equal(['low', 'high', 'middle']);
    expect(resultOf(one('COLLECT'), { n: 25 })).to.deep.equal(['low', 'high', 'middle']);
    expect(resultOf(one('OUTPUT ORDER'), { n: 25 })).to.deep.equal(['high', 'middle', 'low']);
    expect(resultOf(both('OUTPUT ORDER'), { n: 15 })).to.deep.equal([
      { level: 'high', amount: 30 },
      { level: 'low', amount: 10 },
    ]);
  });

  for (const [aggregation, expected] of [
    ['SUM', 60],
    ['MIN', 10],
    ['MAX', 30],
    ['COUNT', 3],
  ] as const) {
    it(`should make one value of all hits with ${aggregation}`, () => {
      expect(resultOf(amounts(`COLLECT ${aggregation}`), { n: 25 })).to.equal(expected);
    });
  }

  it('should order texts with MIN and MAX, and refuse to add them', () => {
    expect(resultOf(one('COLLECT MAX'), { n: 25 })).to.equal('middle');
    expect(reasonOf(one('COLLECT SUM'), { n: 25 })).to.contain('SUM');
  });

  it('should give an empty list, null or no count where nothing matches', () => {
    for (const policy of ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'])
      expect(resultOf(one(policy), { n: 0 })).to.deep.equal([]);
    for (const policy of ['FIRST', 'PRIORITY']) expect(resultOf(one(policy), { n: 0 })).to.equal(null);
    expect(resultOf(amounts('COLLECT SUM'), { n: 0 })).to.equal(null);
    expect(resultOf(amounts('COLLECT COUNT'), { n: 0 })).to.equal(0);
  });

  it('should let the default outputs stand in for a rule where nothing matches', () => {
    expect(resultOf(one('FIRST', 'level:string::"none"'), { n: 0 })).to.equal('none');
    expect(resultOf(one('COLLECT', 'level:string::"none"'), { n: 0 })).to.deep.equal(['none']);
    expect(resultOf(amounts('COLLECT SUM', 'amount:number::1 + 1'), { n: 0 })).to.equal(2);
    expect(resultOf(amounts('COLLECT COUNT', 'amount:number::5'), { n: 0 })).to.equal(0);
    expect(resultOf(one('FIRST', 'level:string::"none"'), { n: 7 })).to.equal('low');
  });

  it('should refuse aggregators that the standard does not define, and priorities without an order', () => {
    expect(problemsOf(one('FIRST SUM'))).to.include('aggregation@T');
    expect(problemsOf(both('COLLECT SUM'))).to.include('aggregation@T');
    expect(problemsOf(one('PRIORITY', 'level'))).to.include('priority@T');
    expect(problemsOf(one('SOMEHOW'))).to.include('hit-policy@T');
  });
});
