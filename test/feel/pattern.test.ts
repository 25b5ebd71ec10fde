import { expect } from 'chai';
import fc from 'fast-check';
import { findMatch } from '../../engine/feel/pattern/match-pattern.ts';
import { patternOf, replaceAll } from '../../engine/feel/pattern/pattern.ts';
import { Run } from '../../engine/feel/run.ts';
import { scopeOf } from '../../engine/feel/scope.ts';

/** What the host calls the classes of XML Schema that the patterns use. */
const inHost = (source: string): string =>
  source.replaceAll('\\w', '[^\\p{P}\\p{Z}\\p{C}]').replaceAll('\\d', '\\p{Nd}');

const newRun = () => new Run(scopeOf({}), {});

/** Small patterns over a small alphabet, so that they often match and never make the host's matcher slow. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => {
  const part = tie('pattern');
  return {
    pattern: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\d', '^', '$', '\\b', '中', '\\p{L}', '😀'),
      fc.tuple(part, part).map(([x, y]) => x + y),
      fc.tuple(part, part).map(([x, y]) => `(?:${x}|${y})`),
      part.map((x) => `(${x})`),
      fc
        .tuple(
          fc.constantFrom('a', 'b', '[ab]', '.', '(?:ab)', '(?:a|bc)'),
          fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{1,}'),
        )
        .map(([x, count]) => x + count),
    ),
  };
});
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', ' ', '\n', '中', '😀'), { maxLength: 10 })
  .map((chars) => chars.join(''));
const flags = fc.constantFrom('', 'i', 's', 'm', 'sm');

describe('feel/pattern', () => {
  it('should find what the matcher of the host finds', () => {
    fc.assert(
      fc.property(pattern, text, flags, (source, input, flagText) => {
        const ours = patternOf(source, flagText);
        const theirs = new RegExp(inHost(source), `u${flagText}`).exec(input);

        const match = ours && findMatch(ours, input, 0, newRun());

        expect(match?.slice(0, 2)).to.deep.equal(theirs ? [theirs.index, theirs.index + theirs[0].length] : undefined);
      }),
      { numRuns: 1_000, verbose: fc.VerbosityLevel.Verbose },
    );
  });

  it('should replace as the host does', () => {
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        const ours = patternOf(source, '');

        const replaced = ours && replaceAll(ours, input, '[$&]', newRun());

        expect(replaced).to.equal(input.replace(new RegExp(inHost(source), 'gu'), '[$&]'));
      }),
      { numRuns: 500, verbose: fc.VerbosityLevel.Verbose },
    );
  });

  it('should refuse what cannot be matched in linear time, and what is malformed', () => {
    for (const source of [
      '(a)\\1',
      '(?=a)',
      '(?<!a)b',
      '(?<n>a)\\k<n>',
      '(',
      ')',
      '[',
      'a**',
      '*',
      'a{2,1}',
      '\\',
      '{2}',
      'a{5000}',
      '[z-a]',
    ]) {
      expect(patternOf(source, ''), source).to.equal(null);
    }
    expect(patternOf('a', 'g')).to.equal(null);
  });

  it('should know the classes of XML Schema', () => {
    const found = (source: string, input: string, flagText = ''): boolean => {
      const made = patternOf(`^(?:${source})$`, flagText);
      if (!made) throw new Error(source);
      return findMatch(made, input, 0, newRun()) !== null;
    };
    const yes = [
      ['\\w', '中'],
      ['\\d', '٣'],
      ['[\\d-]+', '1-2'],
      ['[\\w\\-.]+@[\\w-]+', 'a.b-c@d-e'],
      ['[a-z-[aeiou]]+', 'xyz'],
      ['[^a-z-[0-9]]', 'A'],
      ['\\i\\c*', 'ns:名-1'],
      ['\\p{Lu}[\\p{Ll}]*', 'Ab'],
      ['[(){}|/&&]+', '(){}|/&'],
      ['[-a]', '-'],
      ['[a-]', '-'],
      ['a[ ]b', 'a b'],
    ];
    const no = [
      ['\\w', '_'],
      ['[a-z-[aeiou]]+', 'xaz'],
      ['[^a-z-[0-9]]', '5'],
      ['\\i', '1'],
      ['.', '\r'],
      ['\\s', '\u00a0'],
    ];

    expect(yes.filter(([source = '', input = '']) => !found(source, input))).to.deep.equal([]);
    expect(no.filter(([source = '', input = '']) => found(source, input))).to.deep.equal([]);
  });

  it('should work on any pattern text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 20 }), (source, input) => {
        const made = patternOf(source, 'x');
        if (made) findMatch(made, input, 0, newRun());
      }),
      { numRuns: 500, verbose: fc.VerbosityLevel.Verbose },
    );
  });
});
