import { expect } from 'chai';
import fc from 'fast-check';
import { similarTo } from '../../engine/feel/analysis/similar.ts';
import { type AnalyzeOptions, analyzeExpression } from '../../engine/feel/analyze.ts';
import { BUILTIN_NAMES } from '../../engine/feel/builtins/index.ts';

const findings = (source: string, options?: AnalyzeOptions): string[] =>
  analyzeExpression(source, options).map(
    ({ severity, code, from, to }) => `${severity} ${code} ${source.slice(from, to)}`,
  );

describe('feel/analyze', () => {
  const CASES: readonly (readonly [source: string, ...found: readonly string[]])[] = [
    ['"a" + 1', 'warning operator-types "a" + 1'],
    ['1 + "a" + x', 'warning operator-types 1 + "a"'],
    ['@"P1D" * 2 > @"P3D"'],
    ['date("2024-01-01") - date and time("2024-01-01T00:00:00") > duration("P1D")'],
    ['date("2024-01-01") + 1', 'warning operator-types date("2024-01-01") + 1'],
    ['today() + @"P1D"'],
    ['x + 1'],
    ['x - "a"', 'warning operator-types x - "a"'],
    ['-"a"', 'warning operator-types -"a"'],
    ['"a" > 3', 'warning comparison-types "a" > 3'],
    ['"a" = 3', 'warning comparison-types "a" = 3'],
    ['"a" != 3', 'warning comparison-types "a" != 3'],
    ['x > null', 'warning comparison-types x > null'],
    ['x = null'],
    ['[1] = 1'],
    ['2 between 1 and "b"', 'warning comparison-types 2 between 1 and "b"'],
    ['true and "a"', 'warning condition-type "a"'],
    ['if 1 then 2 else 3', 'warning condition-type 1'],
    ['some x in [1] satisfies "a"', 'warning condition-type "a"'],
    ['for x in "abc" return x', 'warning iteration-type "abc"'],
    ['for x in 1..3 return x + 1'],
    ['"a".length', 'warning property-type "a".length'],
    ['{a: "x", b: a * 2}.b', 'warning operator-types a * 2'],
    ['(function(a) a + 1)("x")'],
    ['items[price > 3]'],
    ['contains("a")', 'warning argument-count contains("a")'],
    ['contains("a", "b", "c")', 'warning argument-count contains("a", "b", "c")'],
    ['min()', 'warning argument-count min()'],
    ['now(1)', 'warning argument-count now(1)'],
    ['contains(string: "a", with: "b")', 'warning argument-name contains(string: "a", with: "b")'],
    ['substring(string: "abc", start position: 2)'],
    ['contains("a", 1)', 'warning argument-type 1'],
    ['sum(1, "a")', 'warning argument-type "a"'],
    ['sum([1, "a"])'],
    ['day of week(@"2024-01-01")'],
    ['string length(upper case(3))', 'warning argument-type 3'],
    ['nowhere(1)', 'error expression-invalid nowhere(1)'],
    ['1 +', 'error expression-invalid '],
    ['1 instance of number and x'],
    ['5 in (> 3, < 1)'],
  ];

  for (const [source, ...found] of CASES) {
    it(`should find ${found.length === 0 ? 'nothing' : found.join(', ')} in ${source}`, () => {
      expect(findings(source)).to.deep.equal(found);
    });
  }

  it('should judge what is used as a condition', () => {
    const condition = (source: string) =>
      findings(source, { expects: 'boolean' }).filter((text) => text.startsWith('error'));

    expect(condition('"yes"')).to.deep.equal(['error condition-type "yes"']);
    expect(condition('null')).to.deep.equal(['error condition-never-true null']);
    expect(condition('"a" > 3')).to.deep.equal(['error condition-never-true "a" > 3']);
    expect(condition('x and "a" > 3')).to.deep.equal(['error condition-never-true x and "a" > 3']);
    expect(condition('x or "a" > 3')).to.deep.equal([]);
    expect(condition('not("a" > 3)')).to.deep.equal([]);
    expect(condition('x')).to.deep.equal([]);
    expect(condition('false')).to.deep.equal([]);
  });

  it('should judge what is used as a number', () => {
    expect(findings('"3"', { expects: 'number' })).to.deep.equal(['error result-type "3"']);
    expect(findings('count(x)', { expects: 'number' })).to.deep.equal([]);
  });

  it('should use the types of the names it is given', () => {
    const names = new Map([['金额', 'number' as const]]);

    expect(findings('金额 > "3"', { names })).to.deep.equal(['warning comparison-types 金额 > "3"']);
    expect(findings('金额 > "3"', { names: ['金额'] })).to.deep.equal([]);
  });

  it('should mention unknown names as it is told to', () => {
    const names = ['申请人', 'total amount'];
    const unknown = (source: string, unknownNames: AnalyzeOptions['unknownNames']) =>
      findings(source, { names, unknownNames });

    expect(unknown('申请入', 'ignore')).to.deep.equal([]);
    expect(unknown('申请入 + 别的', 'similar')).to.deep.equal(['warning name-unknown 申请入']);
    expect(unknown('申请入 + 别的', 'report')).to.deep.equal([
      'warning name-unknown 申请入',
      'warning name-unknown 别的',
    ]);
    expect(unknown('total_amount', 'similar')).to.deep.equal(['warning name-unknown total_amount']);
    expect(unknown('for x in 申请人 return x + total amount', 'report')).to.deep.equal([]);
    expect(unknown('申请人[年龄 > 3]', 'report')).to.deep.equal([]);
    expect(unknown('{a: 1, b: a}', 'report')).to.deep.equal([]);
    expect(unknown('count(申请人)', 'report')).to.deep.equal([]);
  });

  it('should tell line and column, in both languages', () => {
    const [finding] = analyzeExpression('= x and\n  "a" > 3');

    expect(finding).to.deep.include({ line: 2, column: 3, from: 10, to: 17 });
    expect(finding?.message.en).to.match(/^Expected .*\.$/);
    expect(finding?.message.zh).to.match(/。$/);
  });

  it('should read unary tests', () => {
    expect(findings('> 5, "a" + 1', { grammar: 'UnaryTests' })).to.deep.equal(['warning operator-types "a" + 1']);
    expect(findings('-', { grammar: 'UnaryTests' })).to.deep.equal([]);
    expect(findings('> ', { grammar: 'UnaryTests' })).to.deep.equal(['error expression-invalid ']);
  });

  it('should take a variable for what it is where it has the name of a function', () => {
    expect(findings('count(1, 2, 3)', { names: ['count'] })).to.deep.equal([]);
  });

  it('should find the name that is meant', () => {
    const known = ['申请人', '金额', 'approved', 'item1', 'Total Amount'];

    expect(
      ['申请入', '余额', 'aproved', 'appvored', 'approve', 'item2', 'total-amount', 'x'].map((name) =>
        similarTo(name, known),
      ),
    ).to.deep.equal(['申请人', null, 'approved', 'approved', 'approved', null, 'Total Amount', null]);
  });

  it('should answer for any text', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'a',
        '1',
        '"x"',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ':',
        ',',
        '+',
        '<',
        'and',
        'in',
        'for',
        'return',
        'if',
        '..',
        '@"P1D"',
        '?',
        'not',
      ),
      fc.constantFrom(...BUILTIN_NAMES),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 14 }),
        fc.constantFrom<'Expression' | 'UnaryTests'>('Expression', 'UnaryTests'),
        (parts, grammar) => {
          const source = parts.join(' ');
          for (const { from, to, line } of analyzeExpression(source, {
            grammar,
            names: ['a'],
            unknownNames: 'report',
            expects: 'boolean',
          })) {
            expect(from).to.be.within(0, to);
            expect(to).to.be.at.most(source.length);
            expect(line).to.equal(1);
          }
        },
      ),
      { numRuns: 1_000, verbose: fc.VerbosityLevel.Verbose },
    );
  });
});
