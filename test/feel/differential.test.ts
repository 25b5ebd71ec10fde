import { expect } from 'chai';
import { evaluate, unaryTest } from 'feelin';
import { describe as inWords, type Result } from '../../engine/errors.ts';
import { compileExpression, compileUnaryTests, type FeelExpression, scopeOf } from '../../engine/feel/compile.ts';
import { CORPUS, UNARY_CORPUS } from './corpus.ts';
import { DEVIATIONS } from './deviations.ts';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

function resultOf(compiled: Result<FeelExpression>, variables: Readonly<Record<string, unknown>>): unknown {
  if (!compiled.ok) throw new Error(inWords(compiled.failure, 'en'));
  const outcome = compiled.value.evaluate(scopeOf(variables));
  if (!outcome.ok) throw new Error(inWords(outcome.failure, 'en'));
  return outcome.value;
}

function referenceOf(source: string): unknown {
  try {
    return asJson(evaluate(source, {}).value);
  } catch (error) {
    return error;
  }
}

describe('feel/compile, beside the reference implementation', () => {
  it('should cover at least 320 expressions', () => {
    const size = Object.values(CORPUS).flat().length + UNARY_CORPUS.length;

    expect(size).to.be.at.least(320);
  });

  for (const [family, entries] of Object.entries(CORPUS)) {
    describe(family, () => {
      for (const [source, variables = {}] of entries) {
        it(`should agree on ${source.replaceAll('\n', '⏎')}`, () => {
          const expected = asJson(evaluate(source, structuredClone(variables)).value);

          const actual = resultOf(compileExpression(source, { names: Object.keys(variables) }), variables);

          expect(actual).to.deep.equal(expected);
        });
      }
    });
  }

  describe('unary tests', () => {
    for (const [tests, input] of UNARY_CORPUS) {
      it(`should agree on ${tests} for ${JSON.stringify(input)}`, () => {
        const expected = unaryTest(tests, { '?': input }).value;

        expect(resultOf(compileUnaryTests(tests), { '?': input })).to.equal(expected);
      });
    }
  });

  describe('where the reference departs from the standard', () => {
    for (const { source, expected, reason } of DEVIATIONS) {
      it(`should follow the standard on ${source}: ${reason}`, () => {
        const reference = referenceOf(source);

        expect(asJson(resultOf(compileExpression(source), {}))).to.deep.equal(expected);
        expect(reference, 'the reference agrees by now: move the expression to the corpus').to.not.deep.equal(expected);
      });
    }
  });
});
