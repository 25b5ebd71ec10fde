import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { sha256 } from '../../engine/commands/sha256.ts';

describe('sha256', () => {
  it('should be what the platform says, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).to.equal(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });

  it('should be right at the borders of its blocks', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000]) {
      const text = 'x'.repeat(length);

      expect(sha256(text), String(length)).to.equal(createHash('sha256').update(text).digest('hex'));
    }
  });
});
