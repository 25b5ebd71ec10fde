import { expect } from 'chai';
import fc from 'fast-check';
import { parse, stringify } from '../../engine/exact-json.ts';
import { ExactNumber, isBeyondDecimals, numberOf } from '../../engine/exact-number.ts';

const RUNS = { numRuns: 500, verbose: fc.VerbosityLevel.Verbose };

describe('exact-json', () => {
  it('should read and write any JSON as the host does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);

        expect(parse(text)).to.deep.equal(JSON.parse(text));
        expect(stringify(value)).to.equal(JSON.stringify(value));
      }),
      RUNS,
    );
  });

  it('should keep numbers that are exact, wherever they stand among other values', () => {
    const wide = fc.bigInt({ min: 10n ** 16n, max: 10n ** 34n - 1n }).map((n) => n * 10n + 1n);
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), wide, (value, big) => {
        const text = `{"before":${JSON.stringify(value)},"big":[ ${big},-${big}],"text":"x, ${big}","after":${JSON.stringify(value)}}`;

        const read = parse(text) as { before: unknown; after: unknown; text: string; big: unknown[] };

        expect(read.big.map(String)).to.deep.equal([`${big}`, `-${big}`]);
        expect(read).to.deep.include({ before: JSON.parse(JSON.stringify(value)), text: `x, ${big}` });
        expect(read.after).to.deep.equal(read.before);
        expect(parse(stringify(read))).to.deep.equal(read);
        expect(stringify(read)).to.equal(text.replace('[ ', '['));
      }),
      RUNS,
    );
  });

  it('should use one form for one value', () => {
    for (const [text, form] of [
      ['12345678901234567890', '12345678901234567890'],
      ['12345678901234567000', 12345678901234567000],
      ['9007199254740993', '9007199254740993'],
      ['9007199254740993.000', '9007199254740993'],
      ['90071992547409930e-1', '9007199254740993'],
      ['0.1000', 0.1],
      ['-0', 0],
      ['1e400', '1e+400'],
      ['10e399', '1e+400'],
      ['1e-400', '1e-400'],
      ['1e22', 1e22],
      ['4.110000000000001', 4.110000000000001],
      ['4.1100000000000010', 4.110000000000001],
      ['0.30000000000000004441', '0.30000000000000004441'],
    ] as const) {
      const found = numberOf(text);
      expect(typeof form === 'number' ? found : String(found), text).to.equal(form);
      expect(found instanceof ExactNumber, text).to.equal(typeof form === 'string');
    }
  });

  it('should write digits alone, so that the database gives back what it got', () => {
    const written = stringify({ a: numberOf('1.5e400'), b: numberOf('-12345678901234567890e-45') });

    expect(written).to.equal(`{"a":15${'0'.repeat(399)},"b":-0.${'0'.repeat(25)}1234567890123456789}`);
    expect(String((parse(written) as { a: unknown }).a)).to.equal('1.5e+400');
  });

  it('should write what JSON leaves out as the host does', () => {
    const exact = numberOf('9007199254740993');
    const value = { a: undefined, b: [undefined, () => 1, exact], c: new Date(0), d: { toJSON: () => exact } };

    expect(stringify(value)).to.equal(
      '{"b":[null,null,9007199254740993],"c":"1970-01-01T00:00:00.000Z","d":9007199254740993}',
    );
    expect(JSON.stringify([exact])).to.equal('["9007199254740993"]');
  });

  it('should refuse what the host refuses', () => {
    for (const text of ['', '{"a":12345678901234567890123', '01', '[12345678901234567890,]', '12345678901234567890 1'])
      expect(() => parse(text), text).to.throw(SyntaxError);
  });

  it('should keep a property whose name means something to JavaScript', () => {
    const read = parse('{"__proto__":{"polluted":1},"n":12345678901234567890}') as object;

    expect(Object.keys(read)).to.deep.equal(['__proto__', 'n']);
    expect('polluted' in {}).to.equal(false);
  });

  it('should know what decimals of 34 digits hold', () => {
    const beyond = (text: string): boolean => isBeyondDecimals(numberOf(text) as ExactNumber);

    expect(
      ['9'.repeat(34), `1${'0'.repeat(300)}1`, '1e6144', '1e6145', '1e-6143', '1e-6144'].map(beyond),
    ).to.deep.equal([false, true, false, true, false, true]);
  });

  it('should read a million digits, and deep nesting, in one go', () => {
    expect(numberOf('9'.repeat(1_000_000))).to.be.instanceOf(ExactNumber);
    expect(numberOf(`1${'0'.repeat(1_000_000)}1`)).to.be.instanceOf(ExactNumber);
    expect(() => parse(`${'['.repeat(5_000)}12345678901234567890${']'.repeat(5_000)}`)).not.to.throw();
  });
});
