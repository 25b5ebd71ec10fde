import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { sha256 } from '../../engine/documents/sha256.ts';

describe('documents/sha256', () => {
  it('should give what the standard gives for its examples', () => {
    expect(sha256('abc')).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('')).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('should agree with another implementation on every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).to.equal(createHash('sha256').update(text).digest('hex'));
      }),
      { verbose: 1 },
    );
  });
});
