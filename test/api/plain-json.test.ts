import { expect } from 'chai';
import fc from 'fast-check';
import { findUnstorable, isStorable } from '../../engine/api/plain-json.ts';

describe('api/plain-json', () => {
  it('should refuse what the database cannot keep, wherever it hides', () => {
    const hostile = [
      '"a\\u0000b"',
      '{"a":["\\ud800"]}',
      '{"\\u0000":1}',
      '[1e999]',
      '{"idNumber":110101199003070134}',
      '{"a":{"__proto__":{"admin":true}}}',
      `${'['.repeat(200)}${']'.repeat(200)}`,
    ];

    const accepted = hostile.filter((text) => findUnstorable(JSON.parse(text)) === undefined);

    expect(accepted).to.deep.equal([]);
  });

  it('should accept every other JSON value and leave it as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\\u0000|\\ud[89a-f]|__proto__/.test(text) && !/(?<![\w"])-?\d{16,}/.test(text));

        expect(findUnstorable(value)).to.equal(undefined);
        expect(JSON.stringify(value)).to.equal(text);
      }),
    );
  });

  it('should take characters beyond the basic plane for whole', () => {
    expect(isStorable('𠀀😀')).to.equal(true);
    expect(isStorable('\ud840')).to.equal(false);
  });
});
