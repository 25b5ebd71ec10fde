import { expect } from 'chai';
import { decision, dmn, outcomeOf, problemsOf, reasonOf, resultOf, table } from './support.ts';

const single = (input: string, cell: string) =>
  dmn(
    decision(
      table({
        hitPolicy: 'FIRST',
        inputs: [input],
        outputs: ['r'],
        rules: [
          [cell, '"yes"'],
          ['-', '"no"'],
        ],
      }),
    ),
  );

describe('dmn/decision tables', () => {
  for (const [input, cell, yes, no] of [
    ['x:number', '[1..5)', 1, 5],
    ['x:string', '"a","b"', 'b', 'c'],
    ['x:string', 'not("a")', 'b', 'a'],
    ['x:boolean', 'true', true, false],
    ['x:date', '< date("2026-01-01")', '2025-12-31', '2026-01-01'],
    ['x:dateTime', '>= date and time("2026-01-01T08:00:00Z")', '2026-01-01T08:00:00Z', '2026-01-01T07:59:59Z'],
    ['x:time', '> time("12:00:00")', '12:00:01', '12:00:00'],
    ['x:dayTimeDuration', '<= duration("P5D")', 'P4D', 'PT121H'],
    ['x:yearMonthDuration', '> duration("P1Y")', 'P13M', 'P12M'],
    ['x', '? > other', 9, 3],
    ['x', 'null', null, 0],
    ['x', '', 1, undefined],
    ['count(list)', '> 1', undefined, undefined],
  ] as const) {
    it(`should match ${cell || 'an empty entry'} for ${input}`, () => {
      const xml = single(input, cell);

      if (yes !== undefined) expect(resultOf(xml, { x: yes, other: 5, list: [] })).to.equal('yes');
      if (no !== undefined) expect(resultOf(xml, { x: no, other: 5, list: [] })).to.equal('no');
      if (input === 'count(list)') expect(resultOf(xml, { list: [1, 2] })).to.equal('yes');
    });
  }

  it('should tell what it was asked, which rules counted and what came of it', () => {
    const xml = dmn(
      decision(
        table({
          inputs: ['金额:number'],
          outputs: ['路径', '天数'],
          rules: [
            ['< 100', '"快"', '1'],
            ['>= 100', '"慢"', '10 + 1'],
          ],
        }),
        {
          name: '选择 路径',
        },
      ),
    );

    const outcome = outcomeOf(xml, { 金额: 250 });

    expect(outcome).to.deep.equal({
      ok: true,
      result: { 路径: '慢', 天数: 11 },
      trace: [
        {
          id: 'd',
          name: '选择 路径',
          hitPolicy: 'UNIQUE',
          inputs: [{ name: '金额', value: 250 }],
          rules: [{ id: 'r2', number: 2, outputs: { 路径: '慢', 天数: 11 } }],
          result: { 路径: '慢', 天数: 11 },
        },
      ],
    });
  });

  it('should hold inputs and outputs against their types and values', () => {
    const xml = dmn(
      decision(
        table({
          inputs: ['x:string:"a","b"'],
          outputs: ['r:number:[1..3]'],
          rules: [
            ['"a"', '2'],
            ['"b"', '9'],
          ],
        }),
      ),
    );

    expect(resultOf(xml, { x: 'a' })).to.equal(2);
    expect(reasonOf(xml, { x: 5 })).to.contain('"x" has to be string, but is 5');
    expect(reasonOf(xml, { x: 'c' }))
      .to.contain('"a","b"')
      .and.contain('"c"');
    expect(reasonOf(xml, { x: 'b' }))
      .to.contain('rule 2')
      .and.contain('[1..3]');
  });

  it('should say everything that is wrong with a table at once, with its place', () => {
    const xml = dmn(
      `<decision id="d" name="d"><decisionTable id="T">
        <input id="i"><inputExpression><text>a +</text></inputExpression></input>
        <output id="o1"/><output id="o2"/>
        <rule id="r1"><inputEntry id="e1"><text>&gt; </text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
      </decisionTable></decision>`,
    );

    expect(problemsOf(xml)).to.have.members([
      'expression-invalid@i',
      'output-name@T',
      'expression-invalid@e1',
      'entry-count@r1',
    ]);
  });

  it('should stay within the budget of one expression', () => {
    const costly = dmn(
      decision(
        table({
          hitPolicy: 'COLLECT',
          inputs: ['x'],
          outputs: ['r'],
          rules: Array.from({ length: 60 }, () => ['-', 'count(for i in 1..20000 return i)']),
        }),
      ),
    );

    expect(reasonOf(costly, { x: 1 })).to.contain('steps');
  });
});
