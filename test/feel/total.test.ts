import { expect } from 'chai';
import fc from 'fast-check';
import { parse, stringify } from '../../engine/exact-json.ts';
import { BUILTIN_NAMES } from '../../engine/feel/builtins/index.ts';
import { compileExpression, compileUnaryTests, scopeOf } from '../../engine/feel/compile.ts';

const RUNS = { numRuns: 400, verbose: fc.VerbosityLevel.Verbose };

const variables = fc.record({ a: fc.jsonValue(), 'b c': fc.jsonValue(), 金额: fc.jsonValue(), '?': fc.jsonValue() });

const LITERALS = [
  '1',
  '-2.5',
  '0',
  '"x"',
  '""',
  '"2024-01-01"',
  'null',
  'true',
  '[]',
  '[1, 2, 3]',
  '{}',
  '{k: 1}',
  '[1..5]',
  '("a".."c")',
  '@"2024-02-29"',
  '@"10:00:00Z"',
  '@"2024-02-29T10:00:00@Asia/Shanghai"',
  '@"P1Y"',
  '@"-PT5M"',
  'a',
  'b c',
  '金额',
  'item',
  'function(x) x',
  'function(x, y) x < y',
];
const OPERATORS = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];
const TYPES = ['number', 'string', 'list<number>', 'context<k: number>', 'date and time', 'Any'];

/** Expressions of every syntax family, well-formed but mostly senseless. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const any = tie('expression');
  const built = (parts: readonly fc.Arbitrary<string>[], write: (...texts: string[]) => string) =>
    fc.tuple(...parts).map((texts) => write(...texts));
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...LITERALS),
      built([any, fc.constantFrom(...OPERATORS), any], (x, op, y) => `(${x}) ${op} (${y})`),
      built([any, any, any], (x, y, z) => `if ${x} then ${y} else ${z}`),
      built([any, any, any], (x, y, z) => `(${x}) between (${y}) and (${z})`),
      built([any, any], (x, y) => `for x in ${x} return [x, partial, ${y}]`),
      built([any, any], (x, y) => `some x in ${x} satisfies ${y}`),
      built([any, any], (x, y) => `every x in ${x}, y in x satisfies ${y}`),
      built([any, any], (x, y) => `(${x})[${y}]`),
      built([any, fc.constantFrom('k', 'year', 'time offset', 'start', 'days')], (x, name) => `(${x}).${name}`),
      built([any, any], (x, y) => `{p: ${x}, q: ${y}}`),
      built([any, any], (x, y) => `[${x}, ${y}]`),
      built([any, any], (x, y) => `[(${x})..(${y})]`),
      built([any], (x) => `-(${x})`),
      built([any, fc.constantFrom(...TYPES)], (x, type) => `(${x}) instance of ${type}`),
      built([fc.constantFrom(...BUILTIN_NAMES), any], (name, x) => `${name}(${x})`),
      built([fc.constantFrom(...BUILTIN_NAMES), any, any], (name, x, y) => `${name}(${x}, ${y})`),
      built([fc.constantFrom(...BUILTIN_NAMES), any, any, any], (name, x, y, z) => `${name}(${x}, ${y}, ${z})`),
    ),
  };
});

const noise = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...LITERALS,
        ...OPERATORS,
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '..',
        '.',
        ',',
        ':',
        'for',
        'return',
        'not(',
        '-',
        '\n',
        '\\',
      ),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

/** Evaluates whatever comes, and looks at the outcome only. */
function isTotal(source: string, values: Readonly<Record<string, unknown>>): void {
  for (const compile of [compileExpression, compileUnaryTests]) {
    const result = compile(source, { names: Object.keys(values) });
    if (!result.ok) {
      expect(result.failure.code).to.equal('expression-invalid');
      continue;
    }
    const outcome = result.value.evaluate(scopeOf(values), { now: 0, limits: { steps: 20_000 } });
    if (outcome.ok) expect(parse(stringify(outcome.value))).to.deep.equal(outcome.value);
    else expect(outcome.failure.code, source).to.equal('expression-limit');
  }
}

describe('feel is total', () => {
  it('should refuse or evaluate any text', () => {
    fc.assert(fc.property(fc.oneof(noise, fc.string({ unit: 'binary', maxLength: 60 })), variables, isTotal), RUNS);
  });

  it('should evaluate any expression to JSON, or say which limit it reached', () => {
    fc.assert(fc.property(expression, variables, isTotal), RUNS);
  });

  it('should give the same outcome for the same expression and variables', () => {
    fc.assert(
      fc.property(expression, variables, (source, values) => {
        const result = compileExpression(source, { names: Object.keys(values) });
        const evaluate = () =>
          result.ok && result.value.evaluate(scopeOf(values), { now: 0, limits: { steps: 20_000 } });

        expect(evaluate()).to.deep.equal(evaluate());
      }),
      RUNS,
    );
  });

  it('should depend on nothing but what it reads', () => {
    fc.assert(
      fc.property(expression, variables, (source, values) => {
        const result = compileExpression(source, { names: Object.keys(values) });
        if (!result.ok) return;
        const { reads } = result.value;
        const narrowed = Object.fromEntries(Object.entries(values).filter(([name]) => reads.has(name) || name === '?'));
        const options = { now: 0, limits: { steps: 20_000 } };

        expect(result.value.evaluate(scopeOf(narrowed), options)).to.deep.equal(
          result.value.evaluate(scopeOf(values), options),
        );
      }),
      RUNS,
    );
  });
});
