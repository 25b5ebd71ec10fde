import { expect } from 'chai';
import { describe as inWords } from '../../engine/errors.ts';
import { compileExpression, compileUnaryTests, scopeOf, withInput } from '../../engine/feel/compile.ts';
import { describeWarning } from '../../engine/feel/warnings.ts';
import { compiled, outcomeOf, passes, resultOf, warningsOf } from './support.ts';

const failureOf = (source: string) => {
  const result = compileExpression(source);
  return result.ok ? undefined : result.failure;
};

describe('feel/compile', () => {
  it('should strip a leading equals sign', () => {
    expect(resultOf('= 1 + 1')).to.equal(2);
    expect(resultOf(' =a', { a: 3 })).to.equal(3);
  });

  it('should evaluate one compiled expression against many scopes', () => {
    const expression = compiled('月收入 * 12 < 60000');

    const values = [4200, 6000, null].map((income) => expression.evaluate(scopeOf({ 月收入: income })));

    expect(values.map((outcome) => outcome.ok && outcome.value)).to.deep.equal([true, false, null]);
  });

  it('should give a loop its results so far as a list of their own', () => {
    expect(resultOf('for i in 1..3 return {i: i, before: partial.i}')).to.deep.equal([
      { i: 1, before: [] },
      { i: 2, before: [1] },
      { i: 3, before: [1, 2] },
    ]);
    expect(resultOf('for i in 1..3 return partial')).to.deep.equal([[], [[]], [[], [[]]]]);
  });

  describe('names', () => {
    it('should take names with spaces, in Chinese and with symbols', () => {
      expect(resultOf('申请 金额 + 1', { '申请 金额': 1 })).to.equal(2);
      expect(resultOf('first  name', { 'first name': 'Li' })).to.equal('Li');
      expect(resultOf('a-b', { 'a-b': 7, a: 1, b: 2 })).to.equal(7);
    });

    it('should read a symbol as an operator where no such name is known', () => {
      const result = compileExpression('a-b');

      expect(result.ok && result.value.evaluate(scopeOf({ a: 5, b: 2 }))).to.deep.include({ value: 3 });
    });

    it('should take names with symbols behind a path', () => {
      const result = compileExpression('applicant.date-of-birth', { names: ['applicant.date-of-birth'] });

      const outcome = result.ok && result.value.evaluate(scopeOf({ applicant: { 'date-of-birth': 'x' } }));
      expect(outcome).to.deep.include({ value: 'x' });
    });

    it('should find an entry whose name is only known at run time', () => {
      expect(resultOf('家庭.户主 姓名', { 家庭: { '户主 姓名': '张三' } })).to.equal('张三');
      expect(resultOf('get value(a, "b-c")', { a: { 'b-c': 1 } })).to.equal(1);
    });

    it('should let a variable hide a built-in function of its name', () => {
      expect(resultOf('count > 3', { count: 4 })).to.equal(true);
      expect(resultOf('count([1]) + count', { count: 4 })).to.equal(5);
    });
  });

  describe('errors', () => {
    it('should tell where the syntax is wrong, in both languages', () => {
      const failure = failureOf('a +\n  * 2');

      expect(failure?.code).to.equal('expression-invalid');
      expect(failure?.params.position).to.equal(6);
      expect(failure && inWords(failure, 'en')).to.contain('line 2, column 3: unexpected "*"');
      expect(failure && inWords(failure, 'zh')).to.contain('第 2 行第 3 列：此处不应出现“*');
    });

    it('should count positions in the text as it was given', () => {
      expect(failureOf('= 1 + * 2')?.params.reason).to.equal('line 1, column 7: unexpected "*"');
    });

    it('should refuse an incomplete expression', () => {
      expect(failureOf('1 +')?.params.reason).to.equal('line 1, column 4: the expression is incomplete');
      expect(failureOf('')?.code).to.equal('expression-invalid');
    });

    it('should refuse an unknown function when it is compiled', () => {
      const failure = failureOf('1 + frobnicate(2)');

      expect(failure?.code).to.equal('expression-invalid');
      expect(failure?.params.reason).to.equal('line 1, column 5: unknown function "frobnicate"');
    });

    for (const [source, found, column] of [
      ['a == 3', '=', 4],
      ['a => 3', '>', 4],
      ['a <> 3', '>', 4],
      ['== 3', '=', 2],
      ['if a == 1 then 2 else 3', '=', 7],
    ] as const) {
      it(`should refuse the operators of other languages, as in ${source}`, () => {
        const failure = failureOf(`=${source}`);

        expect(failure?.code).to.equal('expression-invalid');
        expect(failure?.params.reason).to.match(new RegExp(`^line 1, column ${column + 1}: unexpected "${found}"`));
      });
    }

    it('should compare with a unary test where the left side is asked whether it passes', () => {
      expect(resultOf('a in > 3', { a: 4 })).to.equal(true);
      expect(resultOf('a in (<= 3, 7)', { a: 7 })).to.equal(true);
    });

    it('should allow an unknown function that is declared as a variable', () => {
      const result = compileExpression('twice(4)', { names: ['twice'] });
      const twice = compiled('function(x) 2 * x').evaluate(scopeOf({}), { raw: true });

      const outcome = result.ok && result.value.evaluate(scopeOf({ twice: twice.ok && twice.value }));

      expect(outcome).to.deep.include({ ok: true, value: 8 });
    });

    it('should refuse broken unary tests', () => {
      const result = compileUnaryTests('> 5,');

      expect(result.ok).to.equal(false);
    });
  });

  describe('warnings', () => {
    it('should say which variable is unknown, and go on with null', () => {
      expect(outcomeOf('missing + 1')).to.deep.equal({
        ok: true,
        value: null,
        warnings: ['variable-unknown: missing', 'type-mismatch: null + number'],
      });
    });

    it('should not warn about a variable that is null', () => {
      expect(warningsOf('a = null', { a: null })).to.deep.equal([]);
    });

    it('should say what does not fit', () => {
      expect(warningsOf('"a" < 1')).to.deep.equal(['not-comparable: string, number']);
      expect(warningsOf('{a: 1}.b')).to.deep.equal(['context-entry-unknown: b']);
      expect(warningsOf('date("x")')).to.deep.equal(['function-arguments: date()']);
      expect(warningsOf('matches("a", "(")')).to.deep.equal(['pattern-invalid: (']);
      expect(warningsOf('a(1)', { a: 5 })).to.deep.equal(['no-function: a']);
    });

    it('should put a warning in words', () => {
      expect(describeWarning('variable-unknown: 月收入', 'zh')).to.equal('没有名为“月收入”的变量。');
      expect(describeWarning('variable-unknown: income', 'en')).to.equal('There is no variable "income".');
    });
  });

  describe('results', () => {
    it('should give temporal values as ISO 8601 texts', () => {
      expect(resultOf('{due: date("2024-01-31") + duration("P1M"), in: [duration("PT36H")]}')).to.deep.equal({
        due: '2024-02-29',
        in: ['P1DT12H'],
      });
    });

    it('should keep them as they are when asked to', () => {
      const outcome = outcomeOf('date("2024-01-31")', {}, { raw: true });

      const later = outcome.ok && resultOf('d + duration("P1D")', { d: outcome.value });

      expect(later).to.equal('2024-02-01');
    });
  });

  describe('the clock', () => {
    const NOON_IN_SHANGHAI = Date.UTC(2024, 1, 29, 4);

    it('should tell the instant it was given, in the zone it was given', () => {
      expect(resultOf('now()', {}, { now: NOON_IN_SHANGHAI })).to.equal('2024-02-29T12:00:00@Asia/Shanghai');
      expect(resultOf('now()', {}, { now: NOON_IN_SHANGHAI, zone: 'UTC' })).to.equal('2024-02-29T04:00:00Z');
      expect(resultOf('today() + duration("P1D")', {}, { now: NOON_IN_SHANGHAI })).to.equal('2024-03-01');
    });

    it('should know no time without one', () => {
      expect(resultOf('[now(), today()]')).to.deep.equal([null, null]);
    });
  });

  describe('unary tests', () => {
    it('should use variables beside the input value', () => {
      expect(passes('> limit', 11, { limit: 10 })).to.equal(true);
      expect(passes('> limit', 9, { limit: 10 })).to.equal(false);
    });

    it('should keep the equals sign of a test', () => {
      expect(passes('= 5', 5)).to.equal(true);
      expect(passes('= [1, 2]', 1)).to.equal(false);
      expect(passes('!= "a"', 'b')).to.equal(true);
    });

    it('should take the input value from a scope of its own', () => {
      const result = compileUnaryTests('[1..limit]');

      const outcome = result.ok && result.value.evaluate(withInput(scopeOf({ limit: 3 }), 2));

      expect(outcome).to.deep.include({ value: true });
    });
  });
});
