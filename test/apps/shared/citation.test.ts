import { expect } from 'chai';
import { citationInEnglish } from '../../../apps/shared/laws/citation.ts';

describe('citations of laws', () => {
  for (const [written, english] of [
    ['行政许可法第四十二条', 'Administrative Licence Law, article 42'],
    ['行政许可法第四十二条第二款', 'Administrative Licence Law, article 42 (2)'],
    ['行政许可法 47', 'Administrative Licence Law, article 47'],
    ['《个人信息保护法》第二十八条', 'Personal Information Protection Law, article 28'],
    ['居住证暂行条例第十条', 'Interim Regulations on Residence Permits, article 10'],
    ['安全生产法第一百零五条', 'Work Safety Law, article 105'],
    ['行政处罚法第八十条', 'Administrative Penalty Law, article 80'],
    ['行政许可法第四十二条第二款（统一办理）', 'Administrative Licence Law, article 42 (2) (统一办理)'],
  ] as const) {
    it(`should be told in English: ${written}`, () => {
      expect(citationInEnglish(written)).to.equal(english);
    });
  }

  for (const written of ['地方性规定：工单标明的时限', '荆门市条例第三条', '', '行政许可法', 'Law, article 4']) {
    it(`should stay as it was written where no law is known: ${written || 'nothing'}`, () => {
      expect(citationInEnglish(written)).to.equal(written);
    });
  }
});
