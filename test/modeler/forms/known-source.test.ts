import { expect } from 'chai';
import { type CatalogueEntry, sourceState, sourcesOf } from '../../../modeler/forms/known-source.ts';

const ENTRY: CatalogueEntry = {
  code: 'civil-affairs.check-low-income',
  name: '核验低保资格',
  providerName: '民政局',
  copyOf: null,
  sharing: 'conditional',
  items: [{ name: 'certified' }, { name: 'validUntil' }],
};

describe('modeler/forms/known-source', () => {
  it('should offer each authoritative source and each of its items', () => {
    expect(sourcesOf([ENTRY]).map(({ source }) => source)).to.deep.equal([
      'civil-affairs.check-low-income',
      'civil-affairs.check-low-income#certified',
      'civil-affairs.check-low-income#validUntil',
    ]);
    expect(sourcesOf([ENTRY])[1]?.label).to.equal('民政局 · 核验低保资格 · certified');
  });

  it('should offer no copy, and nothing that is not shared', () => {
    expect(
      sourcesOf([
        { ...ENTRY, copyOf: 'x' },
        { ...ENTRY, sharing: 'none' },
      ]),
    ).to.deep.equal([]);
  });

  it('should know what is no source, and say nothing while the catalogue is not known', () => {
    const known = sourcesOf([ENTRY]);

    expect(sourceState('civil-affairs.check-low-income#certified', known)).to.equal('known');
    expect(sourceState('civil-affairs.check-low-income#name', known)).to.equal('unknown');
    expect(sourceState('nowhere', known)).to.equal('unknown');
    expect([sourceState('', known), sourceState('nowhere', undefined)]).to.deep.equal(['none', 'none']);
  });
});
