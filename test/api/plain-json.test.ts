import { expect } from 'chai';
import fc from 'fast-check';
import { findUnstorable, isStorable } from '../../engine/api/plain-json.ts';
import { parse } from '../../engine/exact-json.ts';

describe('api/plain-json', () => {
  it('should refuse what the database cannot keep, wherever it hides', () => {
    const hostile = [
      '"a\\u0000b"',
      '{"a":["\\ud800"]}',
      '{"\\u0000":1}',
      '[1e999]',
      '[1e-999]',
      `[${'7'.repeat(35)}]`,
      '{"a":[0.12345678901234567890123456789012345]}',

      '{"a":{"__proto__":{"admin":true}}}',
      `${'['.repeat(200)}${']'.repeat(200)}`,
    ];

    const accepted = hostile.filter((text) => findUnstorable(parse(text)) === undefined);

    expect(accepted).to.deep.equal([]);
  });

  it('should accept every other JSON value and leave it as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\\u0000|\\ud[89a-f]|__proto__/.test(text));

        expect(findUnstorable(value)).to.equal(undefined);
        expect(JSON.stringify(value)).to.equal(text);
      }),
    );
  });

  it('should accept numbers of 34 digits', () => {
    expect(findUnstorable(parse('{"idNumber":110101199003070134,"a":[0.1234567890123456789]}'))).to.equal(undefined);
  });

  it('should take characters beyond the basic plane for whole', () => {
    expect(isStorable('𠀀😀')).to.equal(true);
    expect(isStorable('\ud840')).to.equal(false);
  });
});
