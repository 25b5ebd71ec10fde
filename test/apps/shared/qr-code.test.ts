import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { type QrCode, qrCode } from '../../../apps/shared/qr/qr-code.ts';
import { correctionOf } from '../../../apps/shared/qr/reed-solomon.ts';

const drawing = (code: QrCode): string => code.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n');
const digest = (code: QrCode): string => createHash('sha256').update(drawing(code)).digest('hex').slice(0, 16);

describe('QR codes', () => {
  it('should correct errors as the example of the standard does', () => {
    const data = [0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11];

    expect(correctionOf(data, 10)).to.deep.equal([0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
  });

  // Digests of what an independent encoder draws for the same text, level and mask.
  for (const { text, mask, expected } of [
    { text: '通办回执', mask: 0, expected: '9e0fe701e2553284' },
    { text: 'x'.repeat(200), mask: 0, expected: 'b8fe1915088df57f' },
    { text: 'y'.repeat(120), mask: 0, expected: '90fdf1c695ac5e23' },
    { text: '通办回执', mask: 1, expected: '773f22974e19a5b3' },
    { text: 'x'.repeat(200), mask: 1, expected: '99b863edbf6f677b' },
    { text: 'y'.repeat(120), mask: 1, expected: '2497495eb0db283f' },
    { text: '通办回执', mask: 2, expected: '8a256223f056d5b8' },
    { text: 'x'.repeat(200), mask: 2, expected: '52694c754b2960b4' },
    { text: 'y'.repeat(120), mask: 2, expected: '980c332954723c6f' },
    { text: '通办回执', mask: 3, expected: 'faa3d0777c6cdaab' },
    { text: 'x'.repeat(200), mask: 3, expected: '5354effbfbfb2a1f' },
    { text: 'y'.repeat(120), mask: 3, expected: 'da36dfd5fc217b82' },
    { text: '通办回执', mask: 4, expected: '5f49974a8ce5cbf4' },
    { text: 'x'.repeat(200), mask: 4, expected: 'f04f34cce04ef6b1' },
    { text: 'y'.repeat(120), mask: 4, expected: '5240372508d775b1' },
    { text: '通办回执', mask: 5, expected: '6ba5d6bae8631726' },
    { text: 'x'.repeat(200), mask: 5, expected: 'e49c0196ba5f7cce' },
    { text: 'y'.repeat(120), mask: 5, expected: '756120cc23c9515d' },
    { text: '通办回执', mask: 6, expected: '29d22be10617970a' },
    { text: 'x'.repeat(200), mask: 6, expected: '1ea103909e6ee204' },
    { text: 'y'.repeat(120), mask: 6, expected: 'ea84eb83412ad94f' },
    { text: '通办回执', mask: 7, expected: '56a66d3152a83aff' },
    { text: 'x'.repeat(200), mask: 7, expected: 'feb8a40b73f99e1a' },
    { text: 'y'.repeat(120), mask: 7, expected: '850daa503475e69e' },
  ])
    it(`should draw what other encoders draw: ${text.slice(0, 8)} with mask ${mask}`, () => {
      expect(digest(qrCode(text, mask))).to.equal(expected);
    });

  it('should choose the mask by the rules of the standard', () => {
    expect(digest(qrCode('https://example.gov.cn/portal/cases/0198a7b2-6c1e-7d3a-9c55-0a1b2c3d4e5f'))).to.equal(
      '4c5be0790436830d',
    );
  });

  it('should grow with the text, by four modules a version, to 213 bytes', () => {
    const sizes = [14, 15, 84, 85, 106, 107, 180, 181, 213].map((length) => qrCode('x'.repeat(length)).length);

    expect(sizes).to.deep.equal([21, 25, 37, 41, 41, 45, 53, 57, 57]);
    expect(() => qrCode('x'.repeat(214))).to.throw(RangeError);
    expect(() => qrCode('通'.repeat(72))).to.throw(RangeError);
  });

  it('should have three corners and alternate between them', () => {
    const code = qrCode('通办');
    const last = code.length - 1;

    expect([code[0]?.[0], code[0]?.[last], code[last]?.[0]]).to.deep.equal([true, true, true]);
    for (let at = 8; at < code.length - 8; at += 1)
      expect([code[6]?.[at], code[at]?.[6]]).to.deep.equal([at % 2 === 0, at % 2 === 0]);
  });
});
