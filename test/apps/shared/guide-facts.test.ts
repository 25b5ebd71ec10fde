import { expect } from 'chai';
import { guideFacts } from '../../../apps/shared/items/guide-facts.ts';
import { item } from '../../items/items.ts';

const words = (zh: string) => ({ zh, en: `${zh} en` });
const wording = {
  t: (key: string, values?: Readonly<Record<string, unknown>>) =>
    ((name) => (values ? `${name} ${JSON.stringify(values)}` : name))(key.replace('itemGuide.', '')),
  say: ({ en }: { readonly en: string }) => en,
};

describe('apps/shared/guide-facts', () => {
  it('should say nothing of what an item does not say', () => {
    expect(guideFacts(item(), wording)).to.deep.equal([]);
    expect(guideFacts(item({ status: 'inUse' }), wording)).to.deep.equal([]);
  });

  it('should say what it does in the language of the reader, with the law that a time rests on', () => {
    const content = item({
      status: 'suspended',
      organ: { department: 'd', level: 'county', nature: 'entrusted', entrustedBy: words('市局') },
      legalBasis: [words('法一'), words('法二')],
      outcome: { licence: words('许可证'), annualCheck: false },
      handlingDetails: { onlineDepth: 4, courier: true },
      extension: { value: 10, unit: 'workingDay', legalBasis: words('第四十二条') },
      specialProcedures: [{ name: words('听证'), legalBasis: null, counts: false }],
      help: { advicePhone: '12345' },
    });

    expect(guideFacts(content, wording).map(({ label, text }) => `${label}: ${text}`)).to.deep.equal([
      'status: statuses.suspended',
      'nature: natures.entrusted',
      'entrustedBy: 市局 en',
      'level: levels.county',
      'legalBasis: 法一 encomma法二 en',
      'outcome: 许可证 en',
      'annualCheck: no',
      'onlineDepth: depths.4',
      'courier: yes',
      'extension: units.workingDay {"n":10} · 第四十二条 en',
      'specialProcedures: 听证 en · countsNot',
      'advicePhone: 12345',
    ]);
  });
});
