import { expect } from 'chai';
import { describe as inWords } from '../../engine/errors.ts';
import { compileExpression, type FeelLimits, scopeOf } from '../../engine/feel/compile.ts';
import { limitOf, outcomeOf, resultOf } from './support.ts';

const STEPS = 'expression-limit 1000000 steps of evaluation';

describe('feel/limits', () => {
  describe('work', () => {
    it('should stop nested loops that would run for hours', () => {
      expect(limitOf('some i in 1..50000, j in 1..50000 satisfies i = 0')).to.equal(STEPS);
      expect(limitOf('count(for i in 1..90000 return count(for j in 1..90000 return j))')).to.equal(STEPS);
    });

    it('should stop at the same step every time', () => {
      const source = 'for i in 1..20 return i * i';

      const least = [...Array(200).keys()].find((steps) => completes(source, { steps }));

      expect(least).to.be.a('number');
      expect(completes(source, { steps: Number(least) })).to.equal(true);
      expect(completes(source, { steps: Number(least) - 1 })).to.equal(false);
    });

    it('should keep the default of a limit that is left open', () => {
      const source = 'some i in 1..50000, j in 1..50000 satisfies i = 0';

      expect(limitOf(source, {}, { limits: { steps: undefined } })).to.equal(STEPS);
      expect(limitOf(source, {}, { limits: { steps: Number.NaN } })).to.equal(STEPS);
    });

    it('should stop when the time is over', () => {
      let time = 0;
      const clock = () => {
        time += 1;
        return time;
      };

      const limit = limitOf(
        'some i in 1..50000, j in 1..50000 satisfies i = 0',
        {},
        { clock, limits: { milliseconds: 5 } },
      );

      expect(limit).to.equal('expression-limit 5 milliseconds');
    });

    it('should stop a sort, a filter and a comparison of large values', () => {
      const list = Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 50_021);

      expect(limitOf('sort(list, function(a, b) a < b)', { list })).to.equal(STEPS);
      expect(limitOf('for x in list return list[item = x]', { list })).to.equal(STEPS);
      expect(limitOf('distinct values(for x in list return {a: x})', { list })).to.equal(STEPS);
    });
  });

  describe('size', () => {
    it('should refuse to unroll a huge range', () => {
      expect(limitOf('for i in 1..2000000 return i')).to.equal('expression-limit 100000 elements of a range');
      expect(limitOf('for i in 1..10 ** 300 return i')).to.equal('expression-limit 100000 elements of a range');
      expect(limitOf('for d in @"0001-01-01"..@"9999-12-31" return d')).to.equal(
        'expression-limit 100000 elements of a range',
      );
    });

    it('should refuse to build a huge list', () => {
      const list = Array.from({ length: 60_000 }, () => 1);

      expect(limitOf('for i in 1..1000, j in 1..1000 return i')).to.equal('expression-limit 100000 elements of a list');
      expect(limitOf('concatenate(list, list)', { list })).to.equal('expression-limit 100000 elements of a list');
      expect(limitOf('append(list, list)', { list: Array(100_000).fill(0) })).to.equal(
        'expression-limit 100000 elements of a list',
      );
    });

    it('should refuse to build a huge text', () => {
      const doubling = '{double: function(s, n) if n = 0 then s else double(s + s, n - 1), r: double("ab", 30)}.r';
      const text = 'a'.repeat(2_000);

      expect(limitOf(doubling)).to.equal('expression-limit 1000000 characters of a text');
      expect(limitOf('replace(text, "a", text)', { text })).to.equal('expression-limit 1000000 characters of a text');
      expect(limitOf('string join(for i in 1..1000 return text)', { text })).to.equal(
        'expression-limit 1000000 characters of a text',
      );
      expect(limitOf('string(for i in 1..1000 return text)', { text })).to.equal(
        'expression-limit 1000000 characters of a text',
      );
    });

    it('should refuse a result that repeats itself without end', () => {
      const nested = (depth: number) =>
        Array.from({ length: depth }, (_, i) => `l${i + 1}: [l${i}, l${i}, l${i}, l${i}]`).join(', ');

      expect(limitOf(`{l0: [1, 2], ${nested(12)}}`)).to.equal(STEPS);
    });
  });

  describe('depth', () => {
    it('should stop a function that calls itself without end', () => {
      expect(limitOf('{f: function(n) f(n + 1), r: f(0)}.r')).to.equal('expression-limit 200 levels of nesting');
    });

    it('should say in both languages which limit it was', () => {
      const outcome = outcomeOf('{f: function(n) f(n + 1), r: f(0)}.r');

      const words = outcome.ok ? [] : (['en', 'zh'] as const).map((language) => inWords(outcome.failure, language));
      expect(words[0]).to.contain('used more than 200 levels of nesting');
      expect(words[1]).to.contain('超出了 200 层嵌套');
    });

    it('should survive a value that contains itself', () => {
      const loop: Record<string, unknown> = {};
      loop.self = loop;

      expect(limitOf('loop', { loop })).to.equal('expression-limit 200 levels of nesting');
      expect(limitOf('loop = loop.self', { loop })).to.equal('expression-limit 200 levels of nesting');
      expect(limitOf('string(loop)', { loop })).to.equal('expression-limit 200 levels of nesting');
    });

    it('should refuse an expression that is nested too deeply or too long', () => {
      for (const source of [`${'('.repeat(2_000)}1${')'.repeat(2_000)}`, 'a'.repeat(10_001), `${'-'.repeat(5_000)}1`]) {
        const result = compileExpression(source);

        expect(result.ok).to.equal(false);
        expect(!result.ok && result.failure.code).to.equal('expression-invalid');
      }
    });

    it('should compile nested filters and date constructors in one pass', () => {
      const filters = compileExpression(`a${'[a'.repeat(100)}${']'.repeat(100)}`);
      const dates = compileExpression(`${'date('.repeat(200)}"2024-01-01"${')'.repeat(200)}`);

      expect(filters.ok).to.equal(true);
      expect(dates.ok && dates.value.evaluate(scopeOf({}))).to.deep.include({ value: '2024-01-01' });
    });
  });

  describe('patterns', () => {
    it('should answer patterns that make a backtracking matcher hang', () => {
      const text = 'a'.repeat(5_000);

      expect(resultOf('matches(text, "^(a+)+$")', { text: `${text}!` })).to.equal(false);
      expect(resultOf('matches(text, "(a*)*b")', { text })).to.equal(false);
      expect(resultOf('matches(text, "^(a|aa)+$")', { text: `${text}b` })).to.equal(false);
      expect(resultOf('replace(text, "(x+x+)+y", "-")', { text: 'x'.repeat(500) })).to.equal('x'.repeat(500));
    });

    it('should stop a pattern whose repetitions multiply', () => {
      expect(resultOf('matches("a", "((a{100}){100}){100}")')).to.equal(null);
      expect(limitOf('matches(text, "(a?){500}b")', { text: 'a'.repeat(100_000) })).to.equal(STEPS);
    });

    it('should stop a search in a text that never fits', () => {
      const text = 'a'.repeat(900_000);

      expect(limitOf('contains(text, match)', { text, match: `b${'a'.repeat(400_000)}` })).to.equal(STEPS);
    });
  });
});

function completes(source: string, limits: Partial<FeelLimits>): boolean {
  const result = compileExpression(source);
  return result.ok && result.value.evaluate(scopeOf({}), { limits }).ok;
}
