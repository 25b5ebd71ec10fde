import { expect } from 'chai';
import fc from 'fast-check';
import { extensionOf, fileName } from '../../engine/api/files/file-name.ts';

describe('api/names of files', () => {
  for (const [given, name] of [
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\temp\\a.pdf', 'a.pdf'],
    ['a"<b>:|?*.pdf', 'a__b_____.pdf'],
    ['fdp.\u202eexe.pdf', 'fdp.exe.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['  ..a.pdf.. ', 'a.pdf'],
    ['...', null],
    ['/', null],
    ['\u200b', null],
  ] as const)
    it(`should be harmless: ${JSON.stringify(given)}`, () => {
      expect(fileName(given)).to.equal(name);
    });

  it('should keep its extension however long it is, and never more than a file system takes', () => {
    expect(fileName(`${'a'.repeat(400)}.pdf`)).to.match(/^a{176}\.pdf$/);
    expect(fileName('a'.repeat(400))).to.equal('a'.repeat(179));
    expect(fileName(`${'😀'.repeat(200)}.pdf`)).to.equal(`${'😀'.repeat(88)}.pdf`);
    expect(extensionOf('a.tar.GZ')).to.equal('gz');
    expect(extensionOf('.pdf')).to.equal('');
  });

  it('should be one part of a path without signs that hide or command, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400, size: 'max' }), (given) => {
        const name = fileName(given);
        if (name === null) return;
        expect(name).to.match(/^[^/\\<>:"|?*\p{Cc}\u202e]+$/u);
        expect(name).to.not.match(/^\.|\.$|^\s|\s$/);
      }),
    );
  });
});
