import { expect } from 'chai';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { ExactNumber } from '../../engine/exact-number.ts';
import { parseNumber } from '../../engine/feel/values/decimal.ts';
import { scaledProduct, scaledQuotient, scaledSum } from '../../engine/feel/values/scaled.ts';
import { limitOf, outcomeOf, resultOf } from './support.ts';

const RUNS = { numRuns: 1_000, verbose: fc.VerbosityLevel.Verbose };

/** An independent decimal128: the same library, but with nothing of ours between. */
const Reference = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
});

/** Whatever comes out, as plain digits. */
const digits = (value: unknown): string => new Reference(String(value)).toString();

/** Decimals as people write them, and such with more digits than a double has. */
const written = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000 }).map(String),
  fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, part]) => `${whole}.${part}`),
  fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }).map(String),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 16n }), fc.bigInt({ min: 0n, max: 10n ** 16n }))
    .map(([whole, part]) => `${whole}.${part}`),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }).map((n) => digits(n)),
);

const OPERATIONS = {
  '+': (a: Decimal, b: Decimal) => a.plus(b),
  '-': (a: Decimal, b: Decimal) => a.minus(b),
  '*': (a: Decimal, b: Decimal) => a.times(b),
  '/': (a: Decimal, b: Decimal) => a.div(b),
} as const;

describe('feel, decimals', () => {
  for (const [symbol, operation] of Object.entries(OPERATIONS)) {
    it(`should calculate a ${symbol} b as decimals do, whatever way it takes`, () => {
      fc.assert(
        fc.property(written, written, (a, b) => {
          fc.pre(symbol !== '/' || !new Reference(b).isZero());

          const result = resultOf(`(${a}) ${symbol} (${b})`);

          expect(digits(result)).to.equal(operation(new Reference(a), new Reference(b)).toString());
        }),
        RUNS,
      );
    });
  }

  it('should calculate with whole numbers as integers do', () => {
    const whole = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(digits(resultOf(`(${a}) + (${b})`))).to.equal(`${a + b}`);
        expect(digits(resultOf(`(${a}) * (${b})`))).to.equal(`${a * b}`);
        expect(resultOf(`(${a}) < (${b})`)).to.equal(a < b);
        expect(resultOf(`(${a}) = (${b})`)).to.equal(a === b);
        if (b !== 0n) expect(digits(resultOf(`modulo(${a}, ${b})`))).to.equal(`${((a % b) + b) % b}`);
      }),
      RUNS,
    );
  });

  it('should take the short way only where it gives the decimal', () => {
    const short = fc
      .double({ noNaN: true, min: -1e9, max: 1e9 })
      .chain((n) => fc.constantFrom(n, Number(n.toFixed(2)), Number(n.toFixed(5))));
    fc.assert(
      fc.property(short, short, (a, b) => {
        for (const [short, exact] of [
          [scaledSum(a, b), new Reference(a).plus(b)],
          [scaledProduct(a, b), new Reference(a).times(b)],
          [b === 0 ? undefined : scaledQuotient(a, b), b === 0 ? undefined : new Reference(a).div(b)],
        ] as const) {
          if (short !== undefined) expect(digits(short)).to.equal(exact?.toString());
        }
      }),
      RUNS,
    );
  });

  it('should give a JavaScript number wherever one is written like the result', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const result = resultOf(`(${a}) + (${b})`);

        expect(result instanceof ExactNumber).to.equal(digits(Number(String(result))) !== digits(result));
      }),
      RUNS,
    );
  });

  it('should order and equal numbers of any size consistently', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const order = new Reference(a).comparedTo(new Reference(b));

        expect(resultOf(`[(${a}) < (${b}), (${a}) = (${b}), (${a}) >= (${b})]`)).to.deep.equal([
          order < 0,
          order === 0,
          order >= 0,
        ]);
        expect(resultOf(`(${a}) in [(${b})..(${b})]`)).to.equal(order === 0);
        expect(digits(resultOf(`max(${a}, ${b})`))).to.equal(Reference.max(a, b).toString());
      }),
      RUNS,
    );
  });

  it('should round as the standard says', () => {
    const modes = {
      decimal: Decimal.ROUND_HALF_EVEN,
      floor: Decimal.ROUND_FLOOR,
      ceiling: Decimal.ROUND_CEIL,
      'round up': Decimal.ROUND_UP,
      'round down': Decimal.ROUND_DOWN,
      'round half up': Decimal.ROUND_HALF_UP,
      'round half down': Decimal.ROUND_HALF_DOWN,
    } as const;
    fc.assert(
      fc.property(
        written,
        fc.integer({ min: 0, max: 8 }),
        fc.constantFrom(...Object.entries(modes)),
        (n, scale, [name, mode]) => {
          expect(digits(resultOf(`${name}(${n}, ${scale})`))).to.equal(
            new Reference(n).toDecimalPlaces(scale, mode).plus(0).toString(),
          );
        },
      ),
      RUNS,
    );
  });

  it('should read and write numbers without losing a digit', () => {
    fc.assert(
      fc.property(written, (n) => {
        expect(resultOf(`string(${n})`)).to.equal(new Reference(n).toString());
        expect(digits(resultOf('number(text)', { text: n }))).to.equal(new Reference(n).toString());
        expect(resultOf('number(text) = x', { text: n, x: resultOf(n) })).to.equal(true);
      }),
      RUNS,
    );
  });

  const CASES: readonly (readonly [source: string, expected: unknown])[] = [
    ['0.1 + 0.2 = 0.3', true],
    ['12345678901234567890 + 1', '12345678901234567891'],
    ['12345678901234567891 - 1 = 12345678901234567890', true],
    ['9007199254740992 + 1', '9007199254740993'],
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['1 / 3 * 3', '0.9999999999999999999999999999999999'],
    ['2 / 3', '0.6666666666666666666666666666666667'],
    ['1.1 * 1.1', 1.21],
    ['3 * 1.005', 3.015],
    ['1.005 * 100', 100.5],
    ['decimal(2.675, 2)', 2.68],
    ['decimal(0.125, 2)', 0.12],
    ['decimal(12345678901234567890.5, 0)', 12345678901234567890n],
    ['decimal(150, -2)', 200],
    ['decimal(250, -2)', 200],
    ['floor(-0.5)', -1],
    ['floor(0.05, 1)', 0],
    ['ceiling(0.000001)', 1],
    ['round up(1.0000000000000000000000001, 0)', 2],
    ['round half up(-5.5, 0)', -6],
    ['round half down(5.5, 0)', 5],
    ['decimal(1, 7000)', null],
    ['2 ** 64', 18446744073709551616n],
    ['2 ** 100 = 2 ** 50 * 2 ** 50', true],
    ['3 ** 40', 12157665459056928801n],
    ['2 ** 0.5', '1.414213562373095048801688724209698'],
    ['2 ** -2', 0.25],
    ['(-8) ** (1/3)', null],
    ['0 ** -1', null],
    ['0 ** 0', 1],
    ['sqrt(2) ** 2 - 2 < 0.000001', true],
    ['sqrt(16)', 4],
    ['sqrt(-1)', null],
    ['log(0)', null],
    ['exp(0)', 1],
    ['modulo(-12, 5)', 3],
    ['modulo(12, -5)', -3],
    ['modulo(5.1, 1)', 0.1],
    ['modulo(-0.1, 0.3)', 0.2],
    ['modulo(10 ** 30 + 7, 10)', 7],
    ['modulo(1, 0)', null],
    ['odd(12345678901234567891)', true],
    ['even(12345678901234567891)', false],
    ['even(2.5)', false],
    ['sum([0.1, 0.2, 0.3])', 0.6],
    ['sum([12345678901234567890, 1])', '12345678901234567891'],
    ['mean([0.1, 0.2])', 0.15],
    ['median([0.1, 0.2, 0.4, 0.3])', 0.25],
    ['product([0.1, 0.1, 0.1])', 0.001],
    ['mode([12345678901234567891, 1, 12345678901234567891])', ['12345678901234567891']],
    ['stddev([1, 1, 1])', 0],
    ['distinct values([12345678901234567891, 12345678901234567891, 1, 1.0])', ['12345678901234567891', 1]],
    ['index of([1, 12345678901234567891], 12345678901234567891)', [2]],
    [
      'for i in 12345678901234567890..12345678901234567892 return i',
      [12345678901234567890n, '12345678901234567891', '12345678901234567892'],
    ],
    ['12345678901234567891 in [12345678901234567890..12345678901234567892)', true],
    ['string(10 ** 25)', `1${'0'.repeat(25)}`],
    ['string(0.0000001)', '0.0000001'],
    ['number("12,345,678,901,234,567,891.5", ",", ".")', '12345678901234567891.5'],
    ['abs(-12345678901234567891)', '12345678901234567891'],
    ['-(12345678901234567891)', '-12345678901234567891'],
    ['12345678901234567891 instance of number', true],
    ['duration("PT1S") / 3', 'PT0.333333333S'],
    ['duration("P1D") * 0.1', 'PT2H24M'],
    ['duration("P1Y") / 3', 'P4M'],
    ['duration("P1D") / duration("PT8H")', 3],
    ['1e3 + 1', 1001],
    ['10 ** 400 / 10 ** 399', 10],
    ['10 ** 6144 * 10', null],
    ['1 / 10 ** 6144 / 10 ** 6000', 0],
    ['[1, 2, 3][12345678901234567891]', null],
    ['substring("abc", 12345678901234567891)', null],
    ['{a: 12345678901234567891}.a + 1', '12345678901234567892'],
    ['if 12345678901234567891 > 12345678901234567890 then "more" else "less"', 'more'],
  ];
  for (const [source, expected] of CASES) {
    it(`should give ${String(expected)} for ${source}`, () => {
      const actual = JSON.parse(JSON.stringify(resultOf(source)));
      const wanted = JSON.parse(
        JSON.stringify(expected, (_, value) => (typeof value === 'bigint' ? form(value) : value)),
      );

      expect(actual).to.deep.equal(wanted);
    });
  }

  it('should take exact variables as they are', () => {
    const big = new ExactNumber('12345678901234567891');

    expect(String(resultOf('a + 1', { a: big }))).to.equal('12345678901234567892');
    expect(resultOf('list[1] = a and entry.b = a', { a: big, list: [big], entry: { b: big } })).to.equal(true);
    expect(resultOf('list contains(list, 12345678901234567891)', { list: [big] })).to.equal(true);
    expect(resultOf('{a: a, l: [a]}', { a: big })).to.deep.equal({ a: big, l: [big] });
  });

  describe('limits', () => {
    it('should not calculate what is out of range', () => {
      for (const source of [
        '10 ** 1000000',
        '10 ** (10 ** 10)',
        '1.0000001 ** (10 ** 15)',
        '(-2) ** 9999999999',
        'exp(10 ** 30)',
        '(10 ** 6000) ** (10 ** 6000)',
      ])
        expect(resultOf(source), source).to.equal(null);
      expect(resultOf('10 ** -1000000')).to.equal(0);
      expect(resultOf('exp(-(10 ** 30))')).to.equal(0);
      expect(resultOf('log(10 ** 6000) > 13815')).to.equal(true);
    });

    it('should refuse literals that are out of range when they are compiled', () => {
      expect(() => resultOf('1e7000')).to.throw('out of range');
      expect(() => resultOf('1e99999999999999999999')).to.throw('out of range');
    });

    it('should read long numbers, and not read endless ones', () => {
      expect(String(parseNumber(`1${'0'.repeat(40)}1`))).to.equal('1e+41');
      expect(digits(parseNumber(`0.${'3'.repeat(5_000)}`))).to.equal(`0.${'3'.repeat(34)}`);
      expect(parseNumber('9'.repeat(1_000_000))).to.equal(null);
      expect(resultOf('number(text)', { text: '9'.repeat(1_000_000) })).to.equal(null);
      expect(resultOf('number(text)', { text: `1e${'9'.repeat(5_000)}` })).to.equal(null);
    });

    it('should stop what writes too many digits', () => {
      expect(limitOf('for i in 1..100000 return 10 ** 6000 + i')).to.match(/steps|characters/);
      expect(limitOf('string join(for i in 1..200 return string(10 ** 6000), "")')).to.match(/characters/);
    });

    it('should stop a long calculation by its steps', () => {
      expect(
        outcomeOf('sum(for i in 1..10000 return 1 / i) > 9', {}, { limits: { milliseconds: 600_000 } }),
      ).to.deep.include({ value: true });
      expect(limitOf('every i in 1..100000 satisfies 2 ** 0.5 > 1')).to.equal(
        'expression-limit 1000000 steps of evaluation',
      );
    });
  });
});

/** How JSON gives a whole number of any size. */
const form = (n: bigint): number | string => (digits(Number(n)) === `${n}` ? Number(n) : `${n}`);
