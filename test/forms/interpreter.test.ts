import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonSchema } from '../../engine/forms/field-tree.ts';
import { interpretSchema } from '../../engine/forms/interpreter.ts';
import { compileSchema } from '../../engine/forms/validator.ts';

const SCHEMAS: readonly (JsonSchema | boolean)[] = [
  false,
  true,
  { type: 'boolean' },
  { type: 'string', minLength: 2, maxLength: 3 },
  { type: 'string', format: 'form-date' },
  { type: 'string', format: 'email' },
  { type: 'string', formPattern: '[a-c]+' },
  { type: 'string', numericText: { minimum: 1, decimalDigits: 1 } },
  { type: 'string', identity: ['credit-code'] },
  { type: 'number', minimum: 1, maximum: 3, increment: 0.5 },
  { type: 'number', decimalDigits: 1 },
  { enum: ['a', 1, true, null, { a: 1, b: [2] }] },
  { type: 'array', uniqueItems: true, maxItems: 2, items: { enum: ['a', 'b'] } },
];

const nested = (schema: JsonSchema | boolean): JsonSchema => ({
  type: 'object',
  properties: { 'a/b~c': schema, list: { type: 'array', items: schema } },
  additionalProperties: false,
});

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'b',
    'abc',
    'abcd',
    '2026-03-01',
    '2026-02-30',
    'a@b.cn',
    '1.5',
    '0',
    1,
    1.25,
    1.5,
    4,
    true,
    null,
    '😀😀',
  ),
  fc.string({ maxLength: 4 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.constantFrom<unknown>({ b: [2], a: 1 }, {}, []));

const found = (errors: ReturnType<ReturnType<typeof interpretSchema>>): string[] =>
  errors
    .map(({ keyword, instancePath, params }) => {
      const { additionalProperty = '', limit = '', type = '' } = params as Record<string, unknown>;
      return `${keyword} ${instancePath} ${additionalProperty}${limit}${type}`;
    })
    .sort();

describe('forms/interpreter', () => {
  for (const schema of SCHEMAS) {
    it(`should find the same as the compiled validator: ${JSON.stringify(schema)}`, () => {
      const interpreted = interpretSchema(nested(schema));
      const compiled = compileSchema(nested(schema));

      fc.assert(
        fc.property(value, fc.array(value, { maxLength: 3 }), fc.constantFrom('a/b~c', 'other'), (one, list, name) => {
          const given = { [name]: one, list };
          expect(found(interpreted(given)), JSON.stringify(given)).to.deep.equal(found(compiled(given)));
        }),
        { numRuns: 200 },
      );
    });
  }

  it('should refuse a keyword it does not know', () => {
    expect(() => interpretSchema({ patternProperties: {} })({})).to.throw('patternProperties');
  });
});
