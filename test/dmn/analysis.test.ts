import { expect } from 'chai';
import fc from 'fast-check';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { scopeOf } from '../../engine/feel/compile.ts';
import { decision, dmn, NOW, problemsOf, type TableText, table } from './support.ts';

const found = (text: TableText) => problemsOf(dmn(decision(table(text))));
const messages = (text: TableText) =>
  compileDecisions(dmn(decision(table(text)))).problems.map(({ message }) => message.en);

describe('dmn/analysis', () => {
  it('should show a combination of inputs that no rule matches', () => {
    const text: TableText = {
      inputs: ['age:integer:[0..150]', 'region:string:"north","south"'],
      outputs: ['r'],
      rules: [
        ['< 18', '-', '1'],
        ['>= 18', '"north"', '2'],
        ['[18..65]', '"south"', '3'],
      ],
    };

    expect(found(text)).to.deep.equal(['decision-gap@T']);
    expect(messages(text)[0]).to.contain('age = 66, region = "south"');
    expect(found({ ...text, rules: [...text.rules, ['> 65', 'not("north")', '4']] })).to.deep.equal([]);
  });

  for (const [type, below, above] of [
    ['number', '<= 17', '>= 18'],
    ['string', '"a"', '"b"'],
    ['boolean', 'true', '-1 = ?'],
    ['date', '< date("2026-01-01")', '> date("2026-01-01")'],
    ['dateTime', '< date and time("2026-01-01T00:00:00Z")', '> date and time("2026-01-01T00:00:00Z")'],
    ['time', '< time("12:00:00")', '> time("12:00:00")'],
    ['dayTimeDuration', '< duration("P1D")', '> duration("P1D")'],
    ['yearMonthDuration', '< duration("P1Y")', '> duration("P1Y")'],
  ] as const) {
    it(`should find the gap of a ${type}`, () => {
      const rules =
        type === 'boolean'
          ? [[below, '1']]
          : [
              [below, '1'],
              [above, '2'],
            ];

      expect(found({ inputs: [`x:${type}`], outputs: ['r'], rules })).to.deep.equal(['decision-gap@T']);
    });
  }

  for (const [type, below, above] of [
    ['integer', '<= 17', '>= 18'],
    ['number', '< 17.5', '>= 17.5'],
    ['string', '"a"', 'not("a")'],
    ['boolean', 'true', 'false'],
    ['date', '< date("2026-01-01")', '>= @"2026-01-01"'],
    ['date', '<= date("9999-12-31")', '>= date("10000-01-01")'],
    ['time', '< time("12:00:00")', '>= time("12:00:00")'],
    ['yearMonthDuration', '<= duration("P11M")', '>= duration("P1Y")'],
  ] as const) {
    it(`should find nothing where ${below} and ${above} leave nothing of a ${type} out`, () => {
      expect(
        found({
          inputs: [`x:${type}`],
          outputs: ['r'],
          rules: [
            [below, '1'],
            [above, '2'],
          ],
        }),
      ).to.deep.equal([]);
    });
  }

  it('should not call a gap what defaults or lists are for', () => {
    expect(found({ inputs: ['x:number'], outputs: ['r:number::0'], rules: [['< 1', '1']] })).to.deep.equal([]);
    expect(found({ hitPolicy: 'COLLECT', inputs: ['x:number'], outputs: ['r'], rules: [['< 1', '1']] })).to.deep.equal(
      [],
    );
  });

  it('should warn of an overlap under UNIQUE, and refuse a rule that can never match alone', () => {
    const rules = [
      ['<= 10', '1'],
      ['>= 10', '2'],
    ];

    expect(found({ inputs: ['x:number'], outputs: ['r'], rules })).to.deep.equal(['decision-overlap@r2']);
    const text = {
      inputs: ['x:number'],
      outputs: ['r'],
      rules: [
        ['< 5', '1'],
        ['>= 5', '2'],
        ['[0..9]', '3'],
      ],
    };
    expect(found(text)).to.deep.equal(['decision-overlap@r3', 'decision-overlap@r3', 'decision-conflict@r3']);
    expect(compileDecisions(dmn(decision(table(text)))).graphs).to.deep.equal([]);
  });

  it('should count null as a value that a rule may match alone', () => {
    const rules = [
      ['< 5', '1'],
      ['>= 5', '2'],
      ['-', '3'],
    ];

    expect(found({ inputs: ['x:number'], outputs: ['r'], rules })).to.not.include('decision-conflict@r3');
  });

  it('should judge rules under ANY by what they give', () => {
    const same = {
      hitPolicy: 'ANY',
      inputs: ['x:number'],
      outputs: ['r'],
      rules: [
        ['< 9', '1'],
        ['>= 5', '1'],
      ],
    };

    expect(found(same)).to.deep.equal([]);
    expect(
      found({
        ...same,
        rules: [
          ['< 9', '1'],
          ['>= 5', '2'],
        ],
      }),
    ).to.deep.equal(['decision-overlap@r2']);
    expect(
      found({
        ...same,
        rules: [
          ['-', '1'],
          ['>= 5', '2'],
        ],
      }),
    ).to.include('decision-conflict@r2');
    expect(
      found({
        ...same,
        rules: [
          ['-', '1'],
          ['>= 5', 'y'],
        ],
      }),
    ).to.deep.equal([]);
  });

  it('should find rules that never count: masked, or that nothing passes', () => {
    const first = {
      hitPolicy: 'FIRST',
      inputs: ['x:number'],
      outputs: ['r'],
      rules: [
        ['< 5', '1'],
        ['-', '2'],
        ['7', '3'],
      ],
    };
    const priority = {
      hitPolicy: 'PRIORITY',
      inputs: ['x:number'],
      outputs: ['r:string:"a","b"'],
      rules: [
        ['>= 5', '"b"'],
        ['-', '"a"'],
        ['< 5', '"b"'],
      ],
    };

    expect(found(first)).to.deep.equal(['decision-unreachable@r3']);
    expect(found(priority)).to.deep.equal(['decision-unreachable@r1', 'decision-unreachable@r3']);
    expect(
      found({
        ...first,
        rules: [
          ['[9..1]', '1'],
          ['-', '2'],
        ],
      }),
    ).to.deep.equal(['decision-unreachable@r1']);
    expect(
      found({
        ...first,
        inputs: ['x:string:"a"'],
        rules: [
          ['"b"', '1'],
          ['-', '2'],
        ],
      }),
    ).to.deep.equal(['decision-unreachable@r1']);
  });

  it('should say what it does not analyse, and still find what is certain', () => {
    const text = {
      hitPolicy: 'FIRST',
      inputs: ['x:number'],
      outputs: ['r'],
      rules: [
        ['< y', '1'],
        ['-', '2'],
        ['3', '3'],
      ],
    };

    expect(found(text)).to.deep.equal(['decision-not-analysed@T', 'decision-unreachable@r3']);
    expect(messages(text)[0]).to.contain('rules 1 ');
    expect(found({ ...text, inputs: ['x:number', 'x'], rules: [['1', '1', '1']] })).to.deep.equal([
      'decision-not-analysed@T',
    ]);
    expect(found({ ...text, inputs: ['x:string'], rules: [['< "b"', '1']] })).to.deep.equal([
      'decision-not-analysed@T',
    ]);
    expect(
      found({
        ...text,
        inputs: ['x'],
        rules: [
          ['1', '1'],
          ['"a"', '1'],
        ],
      }),
    ).to.deep.equal(['decision-not-analysed@T']);
  });

  it('should give up in time on a table with too many combinations', () => {
    const columns = Array.from({ length: 24 }, (_, index) => index);
    const rules = columns.flatMap((column) =>
      [0, 1].map((value) => [
        ...columns.map((each) =>
          each === column ? `[${value}..${value + 8}]` : each % 3 === column % 3 ? '> 2' : '-',
        ),
        '1',
      ]),
    );

    expect(
      found({ hitPolicy: 'FIRST', inputs: columns.map((each) => `x${each}:number`), outputs: ['r'], rules }),
    ).to.deep.equal(['decision-not-analysed@T']);
  });
});

const number = fc.integer({ min: 0, max: 4 });
const numberCell = fc.oneof(
  fc.constant('-'),
  number.map(String),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '!='), number).map(([symbol, bound]) => `${symbol} ${bound}`),
  fc
    .tuple(number, number, fc.constantFrom('[', '('), fc.constantFrom(']', ')'))
    .map(([a, b, open, close]) => `${open}${a}..${b}${close}`),
  fc.tuple(number, number).map(([a, b]) => `not(${a}, > ${b})`),
  fc.constantFrom('null', 'not(null)'),
);
const textCell = fc.constantFrom('-', '"a"', '"b"', 'not("a")', '"a","b"', 'null');
const numbers = [null, ...Array.from({ length: 13 }, (_, index) => index / 2 - 1)];
const texts = [null, 'a', 'b', 'c'];

/** All inputs that can differ for such cells. */
const grid = numbers.flatMap((x) => texts.map((y) => ({ x, y })));

/** Which rules match each input, found out by asking. */
function matches(text: TableText): number[][] {
  const asked = dmn(
    decision(
      table({
        ...text,
        hitPolicy: 'COLLECT',
        outputs: ['r'],
        rules: text.rules.map((rule, index) => [...rule.slice(0, -1), String(index + 1)]),
      }),
    ),
  );
  const graph = compileDecisions(asked).graphs[0];
  return grid.map((input) => {
    const outcome = graph?.evaluate(scopeOf(input), NOW);
    return outcome?.ok ? (outcome.result as number[]) : [];
  });
}

describe('dmn/analysis against asking for every input', () => {
  const rules = fc.array(fc.tuple(numberCell, textCell, fc.constantFrom('1', '2')), { minLength: 1, maxLength: 5 });
  const inputs = ['x:number', 'y:string'];
  const at = (rule: string, text: TableText) =>
    found(text)
      .filter((problem) => problem.startsWith(`${rule}@`))
      .map((problem) => problem.slice(rule.length + 1));

  it('should find a gap exactly where there is one', () => {
    fc.assert(
      fc.property(rules, (rows) => {
        const text = { hitPolicy: 'FIRST', inputs, outputs: ['r'], rules: rows };
        const mentions = (column: number) => rows.some((row) => /null/.test(row[column] ?? ''));
        const open = matches(text).some(
          (hits, index) =>
            hits.length === 0 && (grid[index]?.x !== null || mentions(0)) && (grid[index]?.y !== null || mentions(1)),
        );

        expect(at('decision-gap', text)).to.deep.equal(open ? ['T'] : []);
      }),
      { numRuns: 150 },
    );
  });

  it('should find overlaps and conflicts under UNIQUE exactly where they are', () => {
    fc.assert(
      fc.property(rules, (rows) => {
        const text = { inputs, outputs: ['r'], rules: rows };
        const hits = matches(text);
        const ids = rows.map((_, index) => index + 1);
        const together = ids.filter((id) => hits.some((each) => each.includes(id) && each.some((other) => other < id)));
        const alone = (id: number) => hits.some((each) => each.length === 1 && each[0] === id);
        const hopeless = ids.filter((id) => hits.some((each) => each.includes(id)) && !alone(id));

        expect([...new Set(at('decision-overlap', text))]).to.deep.equal(together.map((id) => `r${id}`));
        expect(at('decision-conflict', text)).to.deep.equal(hopeless.map((id) => `r${id}`));
      }),
      { numRuns: 150 },
    );
  });

  it('should find the rules that never count under FIRST exactly', () => {
    fc.assert(
      fc.property(rules, (rows) => {
        const text = { hitPolicy: 'FIRST', inputs, outputs: ['r'], rules: rows };
        const first = new Set(matches(text).map((hits) => hits[0]));
        const never = rows.map((_, index) => index + 1).filter((id) => !first.has(id));

        expect(at('decision-unreachable', text)).to.deep.equal(never.map((id) => `r${id}`));
      }),
      { numRuns: 150 },
    );
  });
});
