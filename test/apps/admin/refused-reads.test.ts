import { expect } from 'chai';
import { sharingEn } from '../../../apps/admin/i18n/sharing-en.ts';
import { sharingZh } from '../../../apps/admin/i18n/sharing-zh.ts';
import { dataUseOperations } from '../../../engine/api/contract/data-use.ts';

describe('why a read of shared data was refused', () => {
  it('should be said in words for every refusal there is', () => {
    const refusals = dataUseOperations.queryData.problems ?? [];

    expect(refusals).to.include('data-purpose-differs');
    for (const why of [sharingZh.why, sharingEn.why]) expect(Object.keys(why)).to.have.members([...refusals]);
  });
});
